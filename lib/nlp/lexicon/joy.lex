# Good feelings and praise in general.  See README.md for the format.

= 3.6 joy
amazing awesome outstanding phenomenal superb magnificent extraordinary
exceptional stellar spectacular flawless breathtaking marvelous marvellous
sublime exquisite divine heavenly incredible mindblowing mind-blowing
unbeatable unrivalled unrivaled ecstatic overjoyed euphoric elated best_ever
over_the_moon blown_away second_to_none out_of_this_world
above_and_beyond went_above_and_beyond exceeded_my_expectations
exceeded_expectations exceed_all_expectations five_stars 5_stars 5_star
ten_out_of_ten to_die_for couldn't_be_happier could_not_be_happier
life_saver lifesaver game_changer adore worship

= 3.1 joy
excellent fantastic wonderful brilliant perfect perfection perfectly terrific
fabulous delightful delighted thrilled best love loved loving loves loveable
lovable beloved masterpiece gorgeous stunning splendid glorious dazzling
world_class first_class top_notch topnotch
tip_top impeccable immaculate remarkable thrilling joyful joyous jubilant
blissful bliss excellence superior unparalleled unmatched wow_factor
highly_recommend highly_recommended strongly_recommend love_it loved_it
love_this love_my love_these love_them love_love grateful_for
extremely_happy extremely_pleased very_impressed couldn't_ask_for_more
could_not_ask_for_better can't_go_wrong cannot_go_wrong can_not_go_wrong
can't_be_beat cannot_be_beat can't_beat hard_to_beat
made_my_day made_our_day you're_the_best you_are_the_best
fell_in_love fall_in_love in_love_with a_must must_have must_buy
must_see must_try a_gem hidden_gem a_blast had_a_blast
knock_your_socks_off hats_off kudos bravo props_to shout_out shoutout
never_fails never_disappoints never_disappointed never_disappoint
never_let_me_down never_let_us_down <not>_disappoint <not>_be_disappointed
<not>_let_down no_regrets <not>_regret zero_complaints

= 2.7 joy
great happy happiness happily glad gladly pleased pleasure pleasant
impressive impressed impress beautiful beautifully enjoyable enjoy enjoyed
enjoyment enjoying lovely charming charm classy elegant elegance admire
admirable admiration adorable sweetheart darling cheerful cheery merry
celebrate celebration congratulations congrats congratulate triumph
victory victorious win winner winning won champion hero heroic genius
inspiring inspire inspired inspiration inspirational excited exciting
excitement yummy delicious tasty scrumptious mouthwatering mouth-watering
flavorful flavourful delectable savory hilarious fun funny laugh laughed
laughing laughter lol haha hahaha hahahaha lmao lmfao rofl hehe
smile smiled smiling smiles grin giggle hug hugs kiss kisses cuddle
blessed blessing bless fortunate lucky luckily proud pride proudly
successful success succeed successfully yay hooray hurray woohoo woot
yippee whoop sweet cutest cute cool coolest coolio epic legend
legendary rad dope lit killer_deal kickass kick-ass badass
smitten enchanting enchanted fascinating fascinated captivating
mesmerizing riveting gripping compelling passion passionate thank_god
thank_goodness thank_heavens well_done nicely_done good_job great_job
nice_job good_work great_work nice_work keep_it_up keep_up_the_good_work
way_to_go big_fan huge_fan a_fan_of happy_with pleased_with
impressed_with satisfied_with feel_good feels_good feel_better
worth_it well_worth worth_every_penny worth_every worth_the_price
worth_the_money worth_the_wait worth_the_drive worth_a_try worth_checking
worth_the_trip worth_a_visit so_worth great_value good_value great_deal
great_price bang_for_the_buck bang_for_your_buck steal_at_this_price
what_a_deal a_steal thumbs_up two_thumbs_up

= 2.2 joy
good good_looking goodness nice nicely friendly friendliness kind kindness
kindly_helped warm_welcome welcoming hospitable attentive polite politely
courteous courtesy considerate thoughtful caring compassionate gracious
graciously generous generosity sincere sincerely_grateful honest honesty
integrity trustworthy trusted loyal loyalty devoted dedicated dedication
professional professionally professionalism knowledgeable skilled skillful
talented talent expert_service competent capable efficient efficiently
efficiency prompt promptly speedy swift swiftly timely responsive
helpful helpfulness helpfully accommodating accommodate patient patiently
understanding supportive reassuring reassured reassure appreciate
appreciated appreciates appreciation appreciative grateful gratitude
thankful thankfully relief relieved satisfied satisfying satisfaction
satisfactory content contented comfy comfortable comfortably cozy cosy
relaxing relaxed refreshing refreshed rejuvenated calm calming peaceful
serene tranquil soothing safe_and_sound hope_you_enjoy hopeful
optimistic optimism encouraging encouraged encourage confident confidence
eager enthusiastic enthusiasm keen recommend recommended recommends
recommendable reliable reliably reliability dependable sturdy durable
robust solid rock_solid well_made well_built
high_quality quality_product top_quality excellent_quality
premium luxurious luxury deluxe stylish sleek fashionable trendy chic
attractive handsome pretty_good pretty_cool pretty_nice pretty_happy
favorite favourite fave favorites favourites fav prefer_this
sparkling shiny radiant vibrant lively spacious clean cleanest spotless
tidy neat neatly fresh freshest crisp_clear crystal_clear clear_as_day
smooth smoothly seamless seamlessly effortless effortlessly hassle_free
trouble_free problem_free pain_free painless painlessly
user_friendly easy easily easier easiest simple_to_use
easy_to_use intuitive convenient conveniently convenience handy useful
usefulness versatile flexible innovative clever smart intelligent
ingenious creative creativity imaginative authentic genuine
genuinely real_deal affordable inexpensive bargain cheap_price
reasonably_priced reasonable_price fair_price well_priced
improve improved improvement improving upgrade_from
advantage beneficial benefit bonus perk perks reward rewarding rewarded
valuable treasure prize gift gem jewel yes_please cheers awesomeness
amusing amused amuse entertaining entertained entertain witty playful
adventure adventurous romance romantic sexy hot_stuff hottie beauty
harmony harmonious gentle tender affection affectionate friend friends
friendship bestie buddy pal welcome welcomed warm warmly warmth
healthy wholesome nutritious thriving thrive flourish prosper
achieve achievement accomplished accomplish accomplishment
rescue rescued saved_me saved_my saved_us saved_the_day lifeline
resolve_my_issue resolved_my_issue resolved_quickly solved_my_problem
fixed_it fixed_my fixed_right_away problem_solved issue_resolved
all_sorted sorted_it_out sorted_out quick_response quick_reply
fast_response fast_delivery quick_delivery fast_shipping quick_shipping
arrived_early arrived_quickly arrived_on_time on_time ahead_of_schedule
ahead_of_time no_problem no_problems no_issues no_issue no_complaints
no_trouble no_hassle without_a_hitch without_any_problems
without_any_issues nothing_but_good nothing_but_praise
like_new brand_new_condition as_expected as_described as_advertised
look_forward looking_forward can't_wait cannot_wait couldn't_wait
will_be_back be_back_soon will_definitely_be_back will_return
will_be_returning coming_back_for_more come_back_again going_back_soon
will_buy_again would_buy_again buy_again order_again will_order_again
will_use_again will_definitely_use shop_here_again repeat_customer
customer_for_life never_had_a_problem never_had_any_problems
never_had_an_issue never_had_any_issues never_had_any_trouble
never_had_a_bad never_a_problem <not>_be_happier <not>_be_better
<not>_get_better <not>_get_any_better <not>_be_more_pleased
<not>_ask_for_a_better <not>_go_wrong

= 1.7 joy
like_it liked_it like_this like_these like_them i_like we_like i_liked
we_liked really_like really_liked you_will_like you'll_like likes_it
likes_them like_the_way like_how likable likeable fond fondly
fine_dining decent decently pleasing pleasingly pleasantly respectable
respect respected respectful respectfully interesting interested
intrigued intriguing intrigue curious_to_try appealing appeal
positive positively positives plus_side on_the_plus pro_tip pros
thanks thank thankyou thnx thx thanx tysm ty tyvm thank_u merci_beaucoup
support_team_was helped helped_me helped_us help_me_out_so
works_well works_great works_fine works_perfectly works_like_a_charm
worked_well worked_great worked_perfectly worked_like_a_charm
works_as_advertised works_as_described works_as_expected working_great
working_fine working_well working_perfectly works_flawlessly
it_works works_for_me does_the_job does_the_trick do_the_job
does_its_job did_the_trick gets_the_job_done does_what_it_says
does_what_it_should does_exactly as_promised as_good_as_new
good_to_go so_far_so_good fits_perfectly fits_well fits_great
fits_snugly fit_perfectly fits_like_a_glove fits_nicely snug_fit
looks_great looks_good looks_nice look_great look_good sounds_great
sounds_good sound_quality_is_great feels_great feels_nice
tastes_great taste_great tastes_good smells_great smells_good
charges_quickly holds_a_charge holds_its_charge lasts_long lasts_all_day
last_all_day long_lasting lasts_forever holds_up_well
held_up_well holding_up_well still_going_strong going_strong
highly_rated well_designed well_thought well_organized well_stocked
well_prepared well_cooked well_seasoned well_maintained well_trained
well_balanced well_packaged nice_touch nice_surprise pleasant_surprise
pleasantly_surprised good_things great_things
agree agreed agreeable approval approve approved_of yes_indeed
bright brighter brightest brilliant_color sharp_picture crisp rich
safe safely secure securely_packed protected protects
free_of_charge free_shipping complimentary on_the_house extra_credit
discount discounted savings save_money saves_money saved_money
recommendation promising blessed_with favorable favourable
gain gains plenty abundant ample generous_portion
generous_portions huge_portions large_portions good_portion
hope hoping_for_the_best fingers_crossed wish_you_the_best best_wishes
best_of_luck good_luck have_a_great have_a_nice have_a_good
happy_birthday merry_christmas happy_new_year happy_holidays
happy_to_help happy_to_hear glad_to_hear good_to_know good_to_hear
nice_to_meet great_to_hear great_news good_news
no_worries no_worry dont_worry don't_worry <not>_worry
<not>_bad <not>_too_bad <not>_half_bad <not>_too_shabby <not>_terrible
<not>_horrible <not>_wrong_with <not>_complain <not>_complaint
<not>_a_problem <not>_an_issue
no_fuss no_nonsense no_brainer no_wonder

= 1.2 joy
ok_so_far okay_so_far fine fairly_priced well acceptable adequate adequately
suitable suits suit_my works worked stable steady steadily consistent
consistently accurate accurately precise precisely correct correctly
properly quick quickly quicker fast faster fastest rapid rapidly
instant instantly immediate_response strong stronger strongest powerful
lightweight compact portable soft softer crispy juicy moist creamy
buttery tender_meat flaky hearty homemade home_made fluffy
generous_amount fair_enough fair perks_up approachable
calm_down_nicely free welcome_back helpful_hint bonus_points
truth truthful faithful faith trust smarter top perfect_size
perfect_fit right_size right_price right_away modern up_to_date
upgraded upgrade luckily_enough thumbs luv dear glad_i
true_to_size ideal ideally nifty snappy slick swell groovy stoked pumped
jazzed hyped psyched dig_it sure_thing bravo_team goat w00t
worthwhile worthy worth noteworthy notable memorable unforgettable
popular celebrated renowned acclaimed famous award winning_combination
brave courage courageous strength wise wisdom graceful grace
peace rejoice festive party holiday vacation paradise dream dreamy
sunshine sunny rainbow blossom sweetie angel
care_about cared cares freedom liberated justice_served
support_you supported supportive_of improve_the improvement_over
fix_fast solved resolved fixed success_story
sincere_thanks much_appreciated greatly_appreciated
many_thanks much_obliged thanks_so_much thank_you_so_much thank_you_very_much
thanks_a_bunch thanks_a_million thanks_again thanks_in_advance

= 0.6 joy
like works_with ok okay alright all_right yes yep sure
fair_amount understand understood accept accepted willing
ready active alive open_minded natural important special unique
original classic traditional complete completely_satisfied whole
help helping able capability offer available easy_enough
relatively_easy interest hopefully working new clear clearly
