# Worry, sadness, disappointment, surprise, regret.

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
lost_my_keys stolen theft_of losing_money lose_my_money
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
