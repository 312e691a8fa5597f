# What reviews say of products, food, places and work.

= -2.6 frustration
defective faulty malfunction malfunctioned malfunctioning malfunctions
broken broke breaks broken_on_arrival arrived_broken arrived_damaged
arrived_defective dead_on_arrival doa stopped_working quit_working
quits_working stops_working stop_working ceased_working <not>_work
<not>_working <not>_function <not>_functional <not>_turn_on <not>_charge
<not>_hold_a_charge <not>_last <not>_even_last <not>_fit <not>_stay
<not>_hold_up <not>_play <not>_connect <not>_load <not>_open
<not>_start <not>_power <not>_pair <not>_sync <not>_recommend_this
fell_apart falls_apart falling_apart fall_apart broke_after broke_within
died_after died_within failed_after dead_after lasted_only only_lasted
only_worked worked_only worked_for_a_week worked_for_a_month
unusable inoperable unplayable uncomfortable unreliable unwatchable
inedible uneatable tasteless flavorless flavourless bland blandest
undercooked overcooked uncooked raw_chicken raw_in_the_middle
burnt burned_to soggy greasy oily rubbery chewy mushy stale
moldy mouldy mold rotten rotting expired spoiled sour_milk gritty
dry_as cold_food food_was_cold ice_cold lukewarm overpriced
over_priced overcharged overcharge overcharging
overcharges cheaply_made poorly_made badly_made poorly_designed
badly_designed flimsy shoddy junk junky trash rubbish tat
substandard sub-par subpar inferior mediocre mediocrity
poor poorly poorest lousy crummy bad badly worse worsen worsened
worsening unpleasant unappealing unattractive ugly ugliest hideous
tacky gaudy dirty dirtier unclean unsanitary unhygienic grimy sticky
infested roach roaches cockroach cockroaches bugs_in bed_bugs bedbugs
hair_in_my hair_in_the food_poisoning sick_after got_sick
smelly smells_bad smelled_bad bad_taste tastes_bad tasted_bad
tasted_like_cardboard like_cardboard like_plastic
tastes_like_plastic like_rubber like_dirt

= -1.9 frustration
problem problems problematic problem_with issue_with issues trouble
troubles troubled troublesome difficulty difficulties fail failed
failing fails failure failures flaw flaws flawed defect defects bug
buggy bugs glitch glitches glitchy crash crashed crashes crashing
freeze freezes freezing frozen_screen hang_up hangs lag lags laggy
lagging slow slower slowest slowly slowed sluggish disconnect
disconnected disconnects disconnecting drops_calls dropped_calls
drops_the_call call_drops drop_calls static echo muffled
garbled distorted distortion tinny crackling crackle cracked cracks
crack scratched scratches scratch scratchy dent dented chipped
torn tear_apart ripped rips worn wears_out wore_out wear_out leak
leaks leaked leaking leaky loose loosely wobbly falls_off fell_off
fall_off falling_off falls_out fell_out fall_out comes_off came_off
come_off came_apart comes_apart peel peeled peeling snapped bent bends
warped rust rusty rusted stain stained fade faded overheat overheats
overheated overheating overheat_quickly noisy loud_noise noise blurry
blur grainy pixelated drain drains drained drains_fast
drains_quickly dies_quickly dies_fast dies_after dies_within
battery_dies poor_quality low_quality bad_quality cheap_quality
cheap_plastic cheap_feel feels_cheap looks_cheap cheap_material
cheap_looking terrible_quality poor_design bad_design design_flaw
awkward clumsy clunky cumbersome bulky flaky_connection unstable
inconsistent inaccurate inaccurately incorrect incorrectly wrong
wrongly error errors erroneous mistake mistakes mistaken misplace
misplaced mess messed messed_up messy screwed screwed_up screw_up
botched bungled mishandled mismanaged disorganized disorganised
chaotic chaos disaster disastrous catastrophe
catastrophic inconvenient inconvenience inconvenienced hassle hassles
nuisance pain_in_the pain_to a_pain burden painful_to
impossible impossible_to nearly_impossible hard_to_use
hard_to_find hard_to_hear hard_to_read hard_to_get difficult_to
difficult complicated convoluted unnecessarily unnecessary
frustrate frustrated frustrating frustratingly frustration frustrates
impractical ineffective inefficient inadequate insufficient
incompatible <not>_compatible incomplete missing_parts missing_items
missing_item missing_from parts_missing wrong_item wrong_size
wrong_color wrong_colour wrong_order wrong_product wrong_address
wrong_one too_small too_big too_large too_tight too_loose too_short
too_long too_heavy too_bulky too_loud too_quiet too_low too_slow
too_expensive too_salty too_sweet too_spicy too_dry too_greasy
too_oily too_much_money too_complicated too_difficult too_hard
too_thin too_thick too_dark too_bright too_weak too_cold too_hot
too_crowded too_noisy too_far runs_small runs_large shrunk shrank
small_portions tiny_portions small_portion skimpy stingy
expensive_for pricey costly exorbitant extortionate steep_price
<not>_cheap crowded cramped stuffy claustrophobic run_down rundown
shabby dingy dilapidated outdated dated old_and obsolete dive
understaffed short_staffed unorganized unorganised
inattentive unfriendly unwelcoming unaccommodating impersonal cold_hearted
unresponsive nonresponsive non-responsive unanswered <not>_responsive
lack lacked lacking lacks lack_of absence_of absent nothing_special
nothing_to_write_home <not>_special <not>_exciting <not>_fresh
<not>_clean <not>_tasty <not>_flavor no_flavor no_flavour no_taste
<not>_taste lacked_flavor lacks_flavor no_seasoning salty bitter_taste
watery runny soggy_fries overrated over_rated overhyped hyped_up
forgettable unremarkable average_at_best ok_at_best mediocre_at_best
at_best so_so hit_or_miss meh_at_best

= -1.2 frustration
return_it returned_it returning_it returned_this returning_this
return_this sent_it_back send_it_back sending_it_back sent_back
send_back took_it_back take_it_back taking_it_back had_to_return
have_to_return had_to_replace have_to_replace had_to_buy_another
had_to_throw threw_it_away threw_it_out throw_it_away
throw_it_out thrown_away in_the_trash in_the_garbage
get_what_you_pay got_what_i_paid you_get_what_you
look_elsewhere go_elsewhere went_elsewhere going_elsewhere
somewhere_else buy_something_else find_another try_another
save_yourself think_twice beware warning buyer_beware caution
be_careful avoid avoided avoiding skip_this skip_it pass_on_this
keep_looking keep_away shop_around
only_good_for the_only_good no_longer_works no_longer
doesn't_even don't_even didn't_even can't_even cannot_even won't_even
couldn't_even wouldn't_even isn't_even wasn't_even not_even never_even
nowhere_near far_from nowhere_to_be
barely barely_works hardly_any hardly_work hardly_ever scarcely
supposed_to was_supposed_to were_supposed_to is_supposed_to
should_not_have should_have shouldn't_have could_have_been
would_have_been_nice would_be_nice_if would_have_been_better
only_complaint only_problem only_downside downside drawback
disadvantage con cons negative negatives downfall setback
if_you_want_a_good if_it_worked if_only wish_i_could wish_there
unable inability <not>_able unavailable out_of_stock sold_out
discontinued mislabeled misleading_label missing overly overdone
underdone overwhelm undersized oversized tough_meat tough
hard harder weak weaker weakest flimsy_plastic thin_plastic cheap
cheaper_made fake counterfeit imitation knockoff knock_off
used_item second_hand refurbished_unit old expensive pricy
rushed hurried hectic crowd loud plain plain_old bare rough stiff
heavy dark cold wet damp smell smells smelled odor odour dust dusty
limited restricted restriction restrictive minimal few_options
no_options gap hole holes complicated_menu
uncertain_quality untrained inexperienced unqualified unskilled
unaware uninformed unknowledgeable misinformed
skip stuck jammed clogged stall stalled hindered blocked block
interrupt interrupted interruption interference drop dropped drops

= 1.6 joy
would_recommend i_recommend we_recommend recommend_this recommend_it
recommend_to highly_satisfied very_happy very_pleased very_satisfied
good_quality great_quality nice_quality quality_is_good good_product
great_product nice_product good_food great_food good_service
great_service nice_service good_experience great_experience
nice_experience good_place great_place nice_place cool_place
good_buy great_buy best_buy good_purchase great_purchase good_phone
great_phone good_sound great_sound good_reception great_reception
clear_sound clear_reception good_battery great_battery
good_battery_life great_battery_life long_battery_life
cooked_perfectly cooked_to_perfection perfectly_cooked to_perfection
melt_in_your_mouth melts_in_your_mouth melted_in_my_mouth
full_of_flavor full_of_flavour packed_with_flavor so_good so_fresh
al_dente done_right done_well nailed_it hits_the_spot hit_the_spot
great_atmosphere nice_atmosphere good_atmosphere great_ambiance
great_ambience nice_ambiance ambiance_is ambience_is great_vibe
good_vibes great_staff nice_staff friendly_staff helpful_staff
attentive_staff on_point spot_on on_fleek bomb the_bomb da_bomb
out_of_the_box right_out_of_the_box easy_to_install easy_to_set
easy_to_read easy_to_clean easy_to_hold easy_setup simple_setup
plug_and_play bang_on all_you_need everything_i_need
everything_i_wanted everything_you_need exactly_what_i
just_what_i_needed just_what_i_wanted just_right one_of_the_best
some_of_the_best by_far_the_best the_best_i the_best_i've

= -3.2 frustration
one_of_the_worst some_of_the_worst by_far_the_worst the_worst_i
