# Emoticons, emoji and the short words of chats.

= 2.4 joy
:) :-) :D :-D =) =D :] (: (-: ^^ ^_^ xD XD :')  <3 <33 :* :-* ;) ;-) ;D
B-) 8-) \o/ :P :-P :p =P c: (^_^) :3 :)) :))) =]
😀 😃 😄 😁 😆 🤣 😂 😊 😇 🙂 😉 😌 😍 🥰 😘 😗 😙 😚 😋 😛 😜 🤪 😝 🤑 🤗 🤩 🥳 😎
😸 😹 😺 😻 😽 ❤ 🧡 💛 💚 💙 💜 🤎 🖤 🤍 💕 💞 💓 💗 💖 💘 💝 💟 ♥ 👍 👏 🙌 🙏 💪 👌 🤞 ✌
🎉 🎊 🎁 🏆 🥇 ⭐ 🌟 ✨ 💯 🔥 🌈 🌞 ☀ 🌹 🌸 💐 🌺 🥂 🍾 ✅ ✔ 😅 🙋 💃 🕺 🤝 ☺ 👑 💎

= -2.4 sadness
:( :-( =( :[ :-[ :'( :,( D: </3 ): )-: =[ T_T T.T :c ;( ;-; ;_; :(( :(((
😔 😟 🙁 ☹ 😞 😢 😭 😥 😿 💔 🥺 😪 😓 🥀 😩 😫 ⚰ 🪦

= -2.4 frustration
:/ :-/ :\ :-\ :| :-| =/ =\ >.< >_< -_- -.- -__- :S :-S :s
😒 😑 😐 🙄 😕 😤 😣 😖 🤦 🤷 👎 😬 🤨 😮‍💨 🫤 🥱 ❌ ⛔ 🤡 🚮 💩 🗑 😏 🙃

= -3.2 anger
>:( >:-( >:[ :@ >:O >:| D:<
😠 😡 🤬 👿 😾 🖕 💢 👊 🤮 🤢 ☠ 💀 🔪

= -2.2 worry
:O :-O :o O_O o_O O.O D-: =O
😨 😰 😱 😧 😦 😳 🙀 🆘 ⚠ 🚨 😵 🤒 🤕 🚑 ☣

= 2.2 joy
gr8 m8 lurv yasss yaas yass slay slaps bussin based poggers pog
noice niceee ftw fab amaze amazeballs brill mint ace banging chuffed
gobsmacked_good buzzing tidy_job cracking blinding sorted_mate legend_mate
thx_a_lot cheers_mate ta_very_much bless_you xoxo xox xx hehehe
sick_beat goals
ily ilysm lovin luvin yessir yesss yess
heck_yes hell_yes hell_yeah heck_yeah totes_amaze primo

= -2.4 anger
ffs smh smfh fml omfg_no stfd gtfoh kys jfc fuming gutted_and
bs_service shambolic dodgy naff gash pants_service minging manky
rubbish_company cba trash_service trashy worst
worstairline neveragain badservice
joke notcool poorservice
customerservicefail wack
 lousy_service bogus_charge karen_time
douchey bruh_no boo_hiss crapp crud cruddy janky borked fubar snafu
wth
