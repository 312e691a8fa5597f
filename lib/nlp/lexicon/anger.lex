# Anger, contempt, , strong language.

= -3.6 anger
worst worst_ever horrendous atrocious abysmal appalling abhorrent despicable
disgraceful outrageous furious enraged outraged livid seething irate
infuriating infuriated infuriate infuriates unforgivable inexcusable
unacceptable loathe loathed loathing despise despised detest detestable
hatred evil vile scum scumbag scumbags criminals thieves crooks con_artists
absolute_joke complete_joke total_joke utter_joke what_a_joke
absolute_disgrace total_disgrace complete_disgrace absolute_disaster
total_disaster complete_disaster fuck fucking fucked fucks fuckin fuckers
fucker motherfucker motherfucking wtf wtaf stfu gtfo fck fcking fkn fking
fuk effing bullshit bullshitting horseshit asshole assholes arsehole
bastard bastards bitch bitches bitching cunt dickhead dipshit shithole
shitshow shitstorm piss_off pissed pissed_off go_to_hell screw_you up_yours
burn_in_hell rot_in_hell drop_dead f_off f_you fu zero_stars 0_stars
negative_stars worst_service worst_experience worst_company
worst_customer_service worst_airline worst_place

= -3.1 anger
hate hated hates hating awful terrible terribly horrible horribly horrid
dreadful 

shit shitty shite crap crappy crappiest piece_of_crap
piece_of_junk piece_of_garbage piece_of_shit pile_of_crap pos garbage
trash_company rubbish_service pathetic pathetically pitiful laughable
ridiculous this_is_a_joke
ridiculously ludicrous absurd preposterous insane_price
shameful shamefully shameless disgrace shame_on_you shame_on shameon
scam scammed scammer scammers scamming scams fraud frauds fraudulent
fraudster swindle swindled swindler con_job rip_off ripped_off
ripoff ripping_off rip_offs robbed robbery robbing
daylight_robbery highway_robbery steal_my_money stole_my stolen_from_me
stealing_my stealing_from thief extortion extort
liar liars lied_to lying lies lie_to told_lies deceitful deceive
deceived deceptive deception dishonest dishonesty misleading misled
mislead cheat cheated cheater cheaters cheating betray betrayed betrayal
incompetent incompetence inept useless useless_service worthless
good_for_nothing waste_of_money waste_of_time waste_of_space
complete_waste total_waste waste_my_time wasted_my_time
wasting_my_time waste_your_money waste_your_time waste_of
save_your_money steer_clear stay_away avoid_at_all_costs
avoid_like_the_plague run_away_from don't_buy do_not_buy dont_buy
don't_waste do_not_waste dont_waste never_again never_ever_again
never_buy never_use never_shop never_order_from never_fly
never_coming_back never_going_back never_return never_be_back
never_come_back never_go_back never_recommend never_do_business
<not>_recommend <not>_be_back <not>_go_back <not>_going_back
<not>_be_going_back <not>_coming_back <not>_come_back <not>_be_returning
<not>_buy_again <not>_order_again <not>_buy_from <not>_use_again
<not>_return_to <not>_worth <not>_worthy lost_a_customer lost_my_business
lose_a_customer losing_a_customer lost_another_customer
taking_my_business take_my_business moving_to_a_competitor
sick_of sick_and_tired fed_up had_enough had_it_with enough_is_enough
last_straw final_straw boiling_point at_my_wits_end wits_end
end_of_my_rope out_of_patience lost_patience losing_patience
losing_my_patience lost_my_patience running_out_of_patience
how_dare how_dare_you the_audacity the_nerve what_nerve slap_in_the_face
insult_to_injury adding_insult kick_in_the_teeth are_you_kidding
are_you_kidding_me you've_got_to_be_kidding you_got_to_be_kidding
got_to_be_kidding gotta_be_kidding is_this_a_joke is_this_some_joke
are_you_joking are_you_serious are_you_for_real
beyond_a_joke taking_the_piss taking_the_mick couldn't_care_less
could_not_care_less could_care_less don't_give_a give_a_damn
thanks_for_nothing thanks_for_ruining thanks_a_lot_for_nothing
for_nothing no_thanks_to get_your_act_together get_it_together
do_your_job do_your_jobs what_is_wrong_with_you what's_wrong_with_you
what_the_hell what_the_fuck what_the_heck what_the_f the_hell
pull_your_finger_out sort_it_out_now sort_your_life

= -2.6 anger
angry angrier angrily anger angered mad hostile hostility
rude rudely rudeness ruder rudest disrespect disrespectful disrespected
insult insulted insulting offensive offended offend arrogant arrogance
condescending patronizing patronising snarky snotty snooty snobby
obnoxious belligerent aggressive aggressively abusive abuse bully
bullying harass harassed harassment harassing threaten threatened
threatening screamed_at yelled_at yell yelled yelling shouted_at scream
cursed_at swore_at swear_at unprofessional unprofessionalism negligent
negligence careless carelessly carelessness reckless irresponsible
unethical immoral corrupt greedy greed gouging price_gouging
money_grab cash_grab money_grubbing shady sketchy sleazy scummy
crooked bogus sham phony fake_reviews hoax gimmick false_advertising
false_advertisement bait_and_switch falsely false_promises
empty_promises stupid stupidity stupidest idiot idiots idiotic moron
morons moronic imbecile dumb dumbest dumbass fool fools foolish jerk
jerks clown clowns clueless brainless ignorant ignorance lazy laziness
loser losers sucker suck sucks sucked sucky blows_big stinks stink
stinking stinky reeks damn dammit damned damnit goddamn bloody_useless
hell bugger bollocks bs arse jackass douche douchebag prick twat
wanker tosser freaking_ridiculous frickin freakin outrage
resent resentful resentment bitter bitterly spite spiteful cruel
cruelty brutal brutally savage monstrous monster barbaric toxic
revenge wrath rage raging hateful contempt scorn mock mocked mocking
ridicule hung_up_on hang_up_on hangs_up_on hung_up_the_phone
hung_up_in refuse_to_help refused_to_help refuses_to_help
refuse_to_refund refused_to_refund refuses_to_refund
refused_a_refund robbing_people ripping_people
steal stealing stole rip_people cheap_shot joke_of_a
joke_of_an a_joke such_a_joke bunch_of_jokers jokers cowboys shambles
an_absolute_shambles farce fiasco clusterfuck
violate violated violation illegal illegally unlawful criminal
boycott boycotting cancel_culture shut_up shut_it get_lost get_stuffed
whatever_man done_with_you done_with_this_company done_with_this
i'm_done im_done i_am_done

= -2.0 anger
annoy annoyed annoying annoyingly annoyance annoys irritate irritated
irritating irritates irritation aggravate aggravated aggravating
aggravation irk irked irksome grumpy cranky moody petty nonsense
nonsensical silly hypocrite hypocritical hypocrisy accuse accused
blame blamed blaming fault_of_yours your_fault argue argued arguing
argument argumentative dispute complaint complaints complain complained
complaining complains offending selfish stubborn unfair unfairly
unjust injustice biased prejudice racist racism sexist bigot bigoted
discriminate discriminated discrimination unreasonable uncaring
indifferent indifference dismissive ignore ignored ignores ignoring
brush_off brushed_off fobbed_off fob_off given_the_runaround
giving_me_the_runaround the_runaround run_around runaround
passed_around passed_from passed_from_pillar pillar_to_post
passing_the_buck pass_the_buck bounced_around sent_in_circles
going_in_circles going_round_in_circles going_around_in_circles
talking_to_a_wall talking_to_a_brick_wall speaking_to_a_wall
copy_and_paste_answer canned_response canned_answer canned_reply
automated_response stupid_bot dumb_bot useless_bot not_listening
<not>_listening <not>_listen <not>_care <not>_even_care
<not>_give_a <not>_respect <not>_acceptable <not>_ok <not>_okay
<not>_fair <not>_good_enough <not>_how_you_treat <not>_what_i_asked
<not>_asking_for <not>_my_fault <not>_my_problem
unhelpful pushy intrusive invasive spam spammy spamming junk_mail
nag nagging whine whining fuss fussy drama provoke provoked
disapprove disapproval disagree reject rejected rejecting
deny denied refuses refuse refused refusing ban banned
threat threats enemy attack attacked hell_no no_way
cut_the_crap seriously demand demanded demanding ultimatum

= -1.5 anger
disagreement i_disagree strongly_disagree <not>_agree not_true
that's_not_true thats_not_true that_is_not_true untrue false_claim
<not>_how_it_works <not>_how_this_works wrong_about you_re_wrong
nobody_asked who_asked who_cares nobody_cares_about
stop_it stop_being knock_it_off cut_it_out grow_up get_over_it
get_a_life get_real give_me_a_break spare_me oh_please oh_shut
eye_roll eyeroll facepalm face_palm smug self_righteous entitled
entitlement sore_loser crybaby cry_baby whiner whiny snowflake troll
trolls trolling gatekeeping clickbait propaganda brainwashed delusional
delusion obsessed unhinged insane insanity crazy_people lunatic nutjob
psycho maniac bigotry hypocrites sellout sell_out shill pretentious
pompous cocky egotistical narcissist narcissistic narcissism vain
inconsiderate thoughtless ungrateful spoiled_brat brat bratty tool_bag
scummy_move low_blow backstab backstabbing coward cowards cowardly
pick_on picks_on talk_back talking_back nitpick nitpicking nitpicky
bother bothers bothered bothering bothersome pester pestering
pet_peeve grinds_my_gears drives_me_crazy drives_me_nuts
driving_me_crazy driving_me_insane drives_me_up on_my_nerves
gets_on_my_nerves makes_me_mad makes_me_angry makes_me_so_mad
made_me_angry made_me_mad pisses_me_off piss_me_off pissing_me_off
hate_when hate_it_when i_hate_that can't_stand cannot_stand
couldn't_stand <not>_stand_this <not>_stand_it <not>_tolerate
intolerable insufferable unbearable insulted_by
