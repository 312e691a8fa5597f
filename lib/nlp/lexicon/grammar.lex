# Small words: what turns, raises or lowers a feeling; and words that look
# like the form of another one but are not.

= negator
not no never none nobody nothing neither nor nowhere without cannot
cant can't dont don't doesnt doesn't didnt didn't isnt isn't arent
aren't wasnt wasn't werent weren't havent haven't hasnt hasn't hadnt
hadn't wont won't wouldnt wouldn't couldnt couldn't shouldnt shouldn't
mustnt mustn't neednt needn't aint ain't hardly barely scarcely rarely
seldom nope nah zero lacking no-one cudnt wudnt dnt dosent doesent
didn doesn isn wasn couldn wouldn shouldn hasn haven hadn aren weren


= not
not never cannot cant can't dont don't doesnt doesn't didnt didn't isnt
isn't arent aren't wasnt wasn't werent weren't havent haven't hasnt
hasn't hadnt hadn't wont won't wouldnt wouldn't couldnt couldn't
shouldnt shouldn't aint ain't dnt dosent doesent didn doesn isn wasn
couldn wouldn shouldn hasn haven hadn aren weren nor nobody

= degree 1.35
extremely absolutely completely totally utterly incredibly insanely
ridiculously_good unbelievably_good exceptionally extraordinarily
tremendously immensely enormously hugely intensely terribly_sorry
super uber mega ultra amazingly remarkably outrageously wildly fucking
fuckin effing freaking freakin frickin friggin fricking flipping bloody
hella wicked entirely thoroughly downright beyond purely

= degree 1.25
very really so such truly highly especially deeply greatly seriously
strongly profoundly particularly awfully exceedingly majorly way much
too bloomin damn goddamn pretty_damn quite_the real soooo vv verry
rly rlly literally genuinely honestly definitely certainly always
everything all_the most more ever by_far

= degree 1.1
quite pretty rather fairly_big considerably substantially significantly
noticeably increasingly actually simply just_so just_plain even

= degree 0.7
somewhat fairly slightly kinda kind_of sorta sort_of partly partially
mildly marginally moderately relatively reasonably mostly a_bit a_little
a_tad a_touch little bit occasionally sometimes kindof sortof
almost nearly maybe perhaps possibly

= but
but however although though yet except nevertheless nonetheless still_but
unfortunately

= ordinal
third fourth fifth sixth seventh eighth ninth tenth 3rd 4th 5th 6th 7th
8th 9th 10th

= time
hour hours hr hrs minute minutes min mins day days week weeks wk wks
month months year years yr yrs weekend night nights

= number
a an one two three four five six seven eight nine ten eleven twelve fifteen
twenty thirty forty fifty sixty ninety hundred thousand several many
few couple multiple half dozen dozens

= question
what when where why who how which whose

= plain
number numbers later lately likely waiter waitress server servers
rating ratings during thing things king kings being early nearby
offer_to poster corner outer wicked_witch kinder_garten winner_of
counter letter matter matters better_than_nothing laser user users
order ordering ordered orders bother_me never_mind well_as as_well
as_well_as may_well well_then oh_well_then well_i well_the
lovers_lane mean_to meaning fining string strings spring during_the
evening thirsty pre-order interest_rate interest_rates
interest_payment interest_free interest_charge interests
credit_card debit_card customer_support customer_service
free_trial free_time free_up feel_free please_help
help_me can_you_help i_need_help need_help need_some_help
help_with help_desk help_center help_page pretty_much
free_delivery_on like_a like_an like_to would_like i'd_like i_would_like
we_would_like we'd_like feel_like felt_like looks_like look_like
looked_like sounds_like just_like something_like anything_like
things_like like_you like_i like_that seems_like seem_like
smart_phone smartphone smart_watch smart_tv hot_dog hot_sauce
hot_water super_market hard_drive hard_disk hard_copy hard_wood
low_fat light_weight new_number new_card new_account new_phone
clear_case clear_cache clear_my clear_history best_before best_way
best_time what_is_the_best best_regards kind_regards warm_regards
kind_of_a any_kind all_kinds what_kind this_kind that_kind
top_up topped_up top_of on_top top-up topping_up fine_print
right right_now right_there work_order at_work at_the_work
drop_off drop_down lost_and_found lost_property
stop stop_by fix need needs short cut cuts shot
play player players plays free_of open_account good_day
good_morning good_evening good_afternoon good_night
die_hard dead_line kill_switch miss_usa blackberry apple
cheap_trick crack_open rock rocks_bar rock_band
how_well how_good better_off old_fashioned
cold_drink cold_beer hot_and wait_for_it wait_staff
wait_list waiting_list waiting_room can_wait wait_until wait_till
hold_on hold_my let_me_know please_let please_advise
just_wondering i_was_wondering was_wondering i_wonder_if
sorry_to_bother sorry_for_the sorry_i sorry_about sorry_if sorry_but
excuse_me pardon_me beg_your_pardon
limited_edition limited_time spend_limit lower_than lost_count
fail_safe error_message error_code
power_of_attorney due_date due_on pay_off paid_off day_off off_the_charts
all_over turned_out turn_off log_off sign_off kick_off
party_of third_party 3rd_party third_floor third_party_app
birthday_party happy_hour enough_time long_enough good_enough
fair_trade fair_use fairground no_matter no_longer_than no_later
no_more_than no_less_than not_only not_just not_to_mention not_sure_if
why_not not_yet no_rush no_need no_offense no_idea_if

= 0.9 joy
free_shipping_on better improved_version

= plain
tell_me_a_joke another_joke jokes a_joke_about try_again tried_again see_you_again hello_again hi_again sign_in_again
log_in_again start_again come_again over_again once_again here_again
me_again again_later again_tomorrow again_soon never_mind nevermind
do_i_file how_do_i_file you_always_can enough_for enough_to enough_room
enough_money enough_information not_enough_information

= you
you your yours u ur yourself yourselves you're youre you've you'll y'all

= self
i my me mine we our us i'm im i've ive i'd i'll we're we've

= absolute
every everything everybody everyone always never nothing nobody none ever
even again another any anything anyone anybody all entire whole single
only just keep keeps kept still already nowhere zero same else enough

= auxiliary
can could do does did is are am may might will would shall should has have
<n>_<time>_old <time>_old how_old years_old year_old old_address old_phone
old_number old_password old_card old_account old_email old_one old_name
