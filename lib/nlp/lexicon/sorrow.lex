# Worry, sadness, disgust, disappointment, surprise, regret.

= -3.0 sadness
heartbroken heartbreaking heartbreak devastated devastating devastation
miserable miserably misery grief grieving grieve mourn mourning tragic
tragedy tragically depressed depressing depression despair desperate
desperately hopeless hopelessness agony anguish
torment suffering_from broken_heart soul_crushing crushed dead
death die died dying killed kill lost_everything ruined_my
ruined_our ruined_everything ruined my_heart_breaks

= -2.4 sadness
sad sadly sadder saddest sadness sadden saddened unhappy unhappily
unhappiness cry cried crying cries tears in_tears weep weeping sob
sobbing sorrow sorrowful gloomy gloom dismal bleak lonely loneliness
lonesome hurt hurts hurting hurtful painful painfully pain ache aching
suffer suffered suffering suffers wounded broken_hearted funeral
passed_away bereaved bereavement cancer lost_my_dad lost_my_mum
lost_my_mom lost_my_mother lost_my_father lost_my_husband lost_my_wife
disappointed disappointing disappointingly disappointment disappoint
disappoints let_down letdown let_us_down let_me_down
lets_you_down disheartened disheartening discouraged discouraging
dissatisfied dissatisfaction dissatisfying unsatisfied unsatisfactory
unsatisfying underwhelming underwhelmed unimpressed unimpressive
regret regretted regrets regretting regrettable regretful buyers_remorse
remorse guilty guilt ashamed shame embarrassed embarrassing
embarrassment humiliated humiliating humiliation
miss_you missing_you i_miss cursed doomed doom neglected neglect
abandoned abandon rejected_me homesick melancholy mournful
ruin ruins ruining spoiled_our spoiled_my wrecked wreck

= -1.6 sadness
sorry so_sorry apologise apologize apologies apology my_bad forgive
forgive_me unfortunate unfortunately alas too_bad bummer bummed bummed_out
bum_out what_a_shame such_a_shame a_shame what_a_pity pity
unlucky bad_luck wish_i_had wish_i_hadn't wish_it_had wish_it_was
wish_it_were wish_they_had should_have_known should_have_been
should've_been wanted_to_like wanted_to_love wanted_it_to_work
expected_more expected_better expected_much_more expected_a_lot_more
hoped_for_more hoped_for_better high_hopes had_high_hopes
used_to_be_good used_to_be_great used_to_love used_to_like was_once
gone_downhill going_downhill went_downhill downhill lost_its
left_me_wanting left_much_to_be_desired leaves_a_lot_to_be_desired
leave_a_lot_to_be_desired leaves_much_to_be_desired to_be_desired
not_as_good <not>_as_good <not>_as_expected <not>_as_described
<not>_as_advertised <not>_as_pictured <not>_as_promised
<not>_what_i_expected <not>_what_i_ordered <not>_what_was
<not>_what_it_used <not>_live_up <not>_up_to_par <not>_up_to_standard
<not>_impressed <not>_satisfied <not>_thrilled <not>_pleased
<not>_happy <not>_a_fan <not>_great <not>_the_best <not>_like
<not>_enjoy <not>_love <not>_good <not>_so_good <not>_very_good
<not>_that_good <not>_that_great <not>_too_good <not>_much_better
<not>_any_better <not>_fun <not>_funny <not>_nice <not>_cool
exhausted exhausting tired tiring weary lost lose loses
losing loss losses alone empty emptiness left_out hollow
bored boring boredom dull dreary tedious mundane lame meh blah
helpless powerless worn_out burnt_out burned_out sigh ugh ughh argh
aargh oh_no oh_well sniff boo sob_story tough_time hard_time rough_day
bad_day long_day stressed_out

= -2.6 worry
afraid scared scary scares scaring scare terrified terrifying terror
frightened frightening frighten fright panic panicked panicking panicky
horrified horrifying horror dread dreading nightmare nightmares
nightmarish petrified freaking_out freaked_out freak_out creepy creeps
creeped fear fears fearful feared distressed distressing distress
traumatized traumatised trauma traumatic dangerous danger hazard
hazardous unsafe life_threatening emergency hacked hacker hackers
hacking hijacked identity_theft stolen_identity phishing phished
unauthorized unauthorised unauthorized_charge unauthorized_transaction
<not>_authorize <not>_authorise <not>_authorized <not>_recognize
<not>_recognise <not>_make_this_payment <not>_make_this_purchase
someone_stole somebody_stole someone_used_my someone_has_my
someone_is_using_my somebody_is_using money_is_gone money_has_gone
money_disappeared money_vanished money_has_disappeared
compromised breach breached data_breach leaked_my

= -1.9 worry
worry worried worries worrying worrisome anxious anxiously anxiety
nervous nervously uneasy unsettling unsettled tense tension stress
stressed stressful stressing overwhelmed overwhelming concern concerned
concerns concerning alarmed alarming suspicious suspicion suspect
suspected dubious doubt doubtful doubts skeptical sceptical distrust
mistrust risky risk risks threatening_to insecure insecurity vulnerable
paranoid urgent urgently asap desperate_for desperate_to need_this_today
need_it_today need_this_now need_it_by running_out_of_time deadline
time_sensitive important_event can't_afford cannot_afford <not>_afford
afford_this going_to_miss gonna_miss will_miss might_miss
what_if_it what_if_they what_if_i what_if_my is_it_safe
is_my_money_safe is_my_data am_i_being is_this_a_scam
is_this_legit is_this_normal should_i_be_worried
hesitant hesitate reluctant unsure uncertain uncertainty
lost_my_card lost_my_wallet lost_my_phone lost_my_passport
lost_my_keys stolen theft theft_of losing_money lose_my_money
lose_my_job lose_everything

= -1.2 worry
confused confusing confusion confuse confuses puzzled puzzling perplexed
baffled baffling bewildered bewildering <not>_understand <not>_sure
<not>_make_sense no_sense no_idea <not>_know_what <not>_know_how
<not>_know_why unclear vague ambiguous misunderstanding misunderstood
scratching_my_head strange strangely weird weirdly odd oddly bizarre
suspiciously questionable

= 0 surprise
surprised surprising surprisingly surprise astonished astonishing
astounded astounding shocked shocking shock stunned speechless
omg omfg wow whoa woah gosh gee unexpected unexpectedly
unbelievably holy_cow holy_crap holy_moly holy_shit no_kidding
jaw_dropping blew_my_mind curious wonder wondering

= -1.6 surprise
shocked_by shocked_at shocked_that appalled flabbergasted
dumbfounded unbelievable beyond_belief can't_believe cannot_believe
can_not_believe couldn't_believe hard_to_believe dismayed dismay taken_aback

= -3.1 disgust
disgusting disgusted disgust revolting revolted repulsive repulsed repugnant
sickening nauseating nauseated nausea nauseous vomit vomited vomiting puke
puking barf gross grossed grossest yuck yucky ew eww ewww ick icky foul filthy
filth nasty nastiest putrid rancid vulgar obscene stench vile_smell
makes_me_sick made_me_sick make_me_sick turns_my_stomach turned_my_stomach
makes_me_want_to_vomit want_to_puke makes_my_skin_crawl skin_crawl
abhor abhorrence distaste distasteful grotesque gruesome loathsome
perverted pervert perv creep creepo degenerate disgustingly shudder slimy sleaze scuzzy smelly_people toenail snot
maggots maggot vermin rats_in mouse_droppings droppings feces poop
diarrhea cringe cringey cringy cringeworthy 
= -2.0 worry
spooky eerie haunted haunting chilling ominous threat_of menacing
intimidating intimidated intimidate timid shaken shaking trembling
tremble chills goosebumps my_heart_dropped heart_attack hyperventilating
oh_god oh_my_god_no god_help help_us god_forbid phobia terrify
terrifies scariest scarier spook spooked yikes eek paranoia
worried_sick on_edge jumpy jittery butterflies_in stage_fright
afraid_of scared_of scared_to afraid_to hope_nothing hope_it_doesn't

= -1.9 sadness
mistreated misery_loves cried_myself crying_my made_me_cry makes_me_cry
made_me_sad makes_me_sad so_sad feel_bad feel_so_bad feels_bad
feel_sorry feel_sorry_for poor_guy poor_girl poor_kid poor_thing
poor_dog poor_man poor_woman rip rest_in_peace my_condolences
condolences sorry_for_your_loss sorry_to_hear sorry_for_you
sorry_you hate_myself hate_my_life miss_him miss_her miss_them
miss_those i_missed heartache heavy_heart feeling_down feel_down
feeling_low feel_empty feel_alone all_alone no_friends lonelier
self_pity wept teary tearing_up hurt_my breaks_my_heart
broke_my_heart dump_me dumped cheated_on divorced divorce breakup
break_up broke_up mortified awkward_moment embarrassed_for ashamed_of
i_regret regret_it my_fault my_mistake i_was_wrong mea_culpa
should_not_have_said disappointed_in

= 0 surprise
i_wonder wondering_if wondering_what wondering_how didn't_realize
did_not_realize didn't_know did_not_know never_knew had_no_idea
just_realized i_realized i_realised realized_that realised_that
now_i_see makes_sense_now turns_out wait_what wait_why
what_do_you_mean how_so huh hmm hm no_way_that for_real
is_that_true is_that_real i'm_confused im_confused so_confused
why_would why_do_people why_is_this why_are how_do_you how_does_this
since_when who_knew what_are_the_odds plot_twist mindblown mind_blown
didn't_expect did_not_expect never_expected never_thought out_of_nowhere
