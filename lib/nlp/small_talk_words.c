#include "base/base.h"

#include "nlp/small_talk_words.h"

/*
 * Accents are written and left out, as people type; the words are folded, so
 * that "ß" is "ss".  The kind of a row that comes first wins.
 */
const struct small_talk_row small_talk_rows[] = {
	/* Before thanks: "ok thanks, bye" ends the talk. */
	{"en", SMALL_TALK_GOODBYE,
	    " bye goodbye cya farewell ciao adios byebye ",
	    " for now good day night see you later have a nice great "
	    "ok okay all that s is it thanks thank the and take care "
	    "then one weekend evening thx ty cheers so much very lot your "
	    "help i am m done never mind nevermind "},
	{"en", SMALL_TALK_THANKS,
	    " thanks thank thx thankyou ty cheers appreciate "
	    "appreciated helpful gracias merci danke ",
	    " you u so much very a lot many for your the help that "
	    "this it was is all ok okay great good perfect awesome "
	    "nice cool wonderful helped helps again really i fine got "
	    "alright have day and quick answer reply information "
	    "info support time bot sir to know "},
	{"en", SMALL_TALK_GOODBYE,
	    " later soon tomorrow around ",
	    " see you talk to ya u cu ok then "},
	{"en", SMALL_TALK_GOODBYE,
	    " all it everything ",
	    " that s is was for now no ok i need needed nothing else "
	    "thats "},
	{"en", SMALL_TALK_GREETING,
	    " hi hello hey hiya howdy greetings yo "
	    "morning afternoon evening gday ",
	    " there good day to you all bot team everyone everybody "
	    "sir madam folks how are doing today is going it anybody "
	    "anyone here again assistant what s up please "},
	{"en", SMALL_TALK_THANKS,
	    " great perfect awesome excellent wonderful fantastic "
	    "super cool nice ",
	    " that s is was ok okay very so helps helped works worked "
	    "all good it this job work one a "},
	{"en", SMALL_TALK_THANKS,
	    " ok okay alright understood fine noted ",
	    " got it i see that s is good then all right "},
	{"en", SMALL_TALK_YES,
	    " yes yeah yep yup sure please absolutely definitely yea "
	    "ya correct ",
	    " do that ok okay i would like want of course go ahead it "
	    "thanks thank you a person ask them now me connect so the "
	    "is right "},
	{"en", SMALL_TALK_NO,
	    " no nope nah ",
	    " thanks thank you not now that s is all ok okay it fine i "
	    "m good need don t do "},
	{"es", SMALL_TALK_GREETING,
	    " hola holaa buenas buenos saludos ",
	    " días dias tardes noches muy qué que tal cómo como está "
	    "esta estás estas están a todos todas equipo señor señora "
	    "señorita amigo amigos por favor disculpe ahí ahi alguien "
	    "hay buen día dia "},
	{"es", SMALL_TALK_THANKS,
	    " gracias agradezco agradecido agradecida agradecería ",
	    " muchas mil muchísimas muchisimas por la el su tu ayuda "
	    "respuesta información informacion atención atencion todo "
	    "te se lo le ok vale perfecto genial muy amable de nuevo "
	    "señor y buen día dia bien excelente tiempo antemano "},
	{"es", SMALL_TALK_THANKS,
	    " perfecto genial excelente estupendo fenomenal vale "
	    "entendido ok okay bueno ",
	    " muy bien todo claro está esta ya lo veo eso es de "
	    "acuerdo "},
	{"es", SMALL_TALK_GOODBYE,
	    " adiós adios chao chau hasta despido ",
	    " luego pronto mañana manana la vista ok vale y gracias "
	    "muchas que tenga tengas un una buen buena día dia tarde "
	    "noche nos vemos bye "},
	{"es", SMALL_TALK_GOODBYE,
	    " nada todo ",
	    " más mas eso es era por ahora gracias no ya está esta ok "},
	{"es", SMALL_TALK_YES,
	    " sí si claro correcto exacto vale supuesto dale ",
	    " por favor gracias eso es lo quiero así asi de acuerdo "
	    "está esta bien muy ok okay adelante con una persona "
	    "exacto señor "},
	{"es", SMALL_TALK_NO,
	    " no nada ",
	    " gracias muchas por ahora ya está esta bien ok eso es "
	    "todo así asi señor favor hace falta necesito "},
	{"fr", SMALL_TALK_GREETING,
	    " bonjour bonsoir salut coucou ",
	    " à a tous toutes madame monsieur messieurs l équipe "
	    "equipe ça ca va comment allez vous vas tu bien je et "
	    "chers cher il y quelqu un là la allo allô "},
	{"fr", SMALL_TALK_THANKS,
	    " merci remercie remercions ",
	    " beaucoup bien mille pour votre vos ton l aide la réponse "
	    "reponse infos information informations renseignements à a "
	    "vous je te tout ok parfait super génial genial c est "
	    "c'est très tres gentil d avance et bonne journée journee "
	    "soirée soiree d'avance monsieur madame encore infiniment "},
	{"fr", SMALL_TALK_THANKS,
	    " parfait super génial genial excellent compris entendu "
	    "nickel ok okay impeccable ",
	    " très tres bien c est tout j ai d accord merci ça ca "
	    "marche bon "},
	{"fr", SMALL_TALK_GOODBYE,
	    " revoir bientôt bientot adieu ciao bye ",
	    " au à a plus tard tout l heure demain merci ok et bonne "
	    "journée journee soirée soiree nuit "},
	{"fr", SMALL_TALK_GOODBYE,
	    " bonne ",
	    " journée journee soirée soiree nuit fin de week end "
	    "weekend et merci à a vous bon "},
	{"fr", SMALL_TALK_GOODBYE,
	    " tout ",
	    " c est ce sera pour merci le moment non rien d autre "},
	{"fr", SMALL_TALK_YES,
	    " oui ouais volontiers exactement absolument effectivement "
	    "accord ouaip ",
	    " s il vous te plaît plait svp merci bien sûr sur d je "
	    "veux c est ça ca tout à a fait bonne idée monsieur madame "
	    "ok avec plaisir une personne "},
	{"fr", SMALL_TALK_NO,
	    " non nan ",
	    " merci pas pour le moment l instant ça ca ira c est bon "
	    "tout rien d autre maintenant besoin du monsieur madame ok "},
	{"de", SMALL_TALK_GREETING,
	    " hallo hi hey servus moin grüezi guten grüss gruss grüsse "
	    "grussgott ",
	    " tag morgen abend mittag gott zusammen an alle team "
	    "liebes liebe wie geht es dir ihnen s euch ihr na da "
	    "jemand ist schönen dem der "},
	{"de", SMALL_TALK_THANKS,
	    " danke dankeschön dankeschon vielen dank bedanke merci ",
	    " schön schon schoen sehr herzlichen besten dir ihnen euch "
	    "für fur fuer die das ihre deine hilfe antwort auskunft "
	    "info informationen schnelle ok okay super perfekt prima "
	    "toll alles klar nochmal nochmals tausend lieben im voraus "
	    "mich hat geholfen und schönen tag noch ja gut mir ich bei "},
	{"de", SMALL_TALK_THANKS,
	    " super perfekt prima toll klasse verstanden okay ok klar ",
	    " alles gut das ist ja sehr danke passt in ordnung habe "
	    "ich jetzt war hat geklappt geholfen "},
	{"de", SMALL_TALK_GOODBYE,
	    " tschüss tschuess tschüs tschuss tschau ciao wiedersehen "
	    "bye wiederhören servus ",
	    " auf und danke bis dann bald ok schönen tag abend noch "
	    "einen schönes wochenende vielen dank gute nacht "},
	{"de", SMALL_TALK_GOODBYE,
	    " bis schönen schones schönes gute ",
	    " bald später spater dann morgen tag abend noch einen "
	    "wochenende nacht danke und feierabend zum nächsten mal "},
	{"de", SMALL_TALK_GOODBYE,
	    " alles nichts ",
	    " das war s wars ist danke für jetzt mehr weiter erstmal "
	    "fürs erste nein "},
	{"de", SMALL_TALK_YES,
	    " ja jawohl genau gerne gern klar richtig natürlich "
	    "naturlich jo jep sicher ",
	    " bitte danke das ist stimmt mach machen sie es ich möchte "
	    "will ok okay sehr einverstanden so gut doch "
	    "selbstverständlich "},
	{"de", SMALL_TALK_NO,
	    " nein nee nö noe ne ",
	    " danke das ist war alles nicht jetzt nichts mehr ok passt "
	    "schon vielen dank brauche ich gerade erstmal "},
	{"vi", SMALL_TALK_GREETING,
	    " chào alo hello hi chao ",
	    " xin em anh chị bạn ad shop mọi người cả nhà buổi sáng "
	    "chiều tối ạ a ơi các mình bot có ai ở đây không cho hỏi "},
	{"vi", SMALL_TALK_THANKS,
	    " cảm cám ơn thanks tks camon thank cam ",
	    " ơn bạn em anh chị shop rất nhiều nhé nha ạ đã giúp đỡ hỗ "
	    "trợ mình tôi ok vâng dạ xin chân thành lắm you on ban "
	    "nhieu thông tin vì "},
	{"vi", SMALL_TALK_THANKS,
	    " tốt tuyệt ok okay hiểu rõ được ",
	    " rồi vời quá lắm rất ạ mình tôi em đã vâng nhé nha "},
	{"vi", SMALL_TALK_GOODBYE,
	    " biệt bye gặp ",
	    " tạm hẹn lại nhé nha ạ sau chào bạn em anh chị ngày mai "},
	{"vi", SMALL_TALK_YES,
	    " có vâng dạ ừ ừm đúng phải đồng ",
	    " ạ rồi ý nhé nha vậy em anh chị được ok mình tôi muốn "
	    "vâng chính xác "},
	{"vi", SMALL_TALK_NO,
	    " không khong ",
	    " cần cảm ơn cám nữa đâu ạ nhé nha dạ bạn em anh chị phải "
	    "thôi có gì vâng "},
	{"ar", SMALL_TALK_GREETING,
	    " مرحبا مرحباً أهلا اهلا أهلاً السلام سلام هلا هاي صباح "
	    "مساء ",
	    " عليكم و ورحمة رحمة الله وبركاته الخير النور بكم بك وسهلا "
	    "وسهلاً سهلا كيف حالك الحال حالكم يا جميعا شباب هل من أحد "
	    "هنا تحية طيبة "},
	{"ar", SMALL_TALK_THANKS,
	    " شكرا شكراً شكر أشكرك اشكرك أشكركم متشكر ممنون مشكور "
	    "مشكورين ",
	    " جزيلا جزيلاً لك لكم كثيرا كثيراً على المساعدة مساعدتك "
	    "مساعدتكم الرد ردكم جدا جداً يا يعطيك العافية تسلم حسنا "
	    "حسناً تمام "},
	{"ar", SMALL_TALK_THANKS,
	    " ممتاز تمام رائع حسنا حسناً فهمت مفهوم ",
	    " جدا جداً هذا كل شيء لقد شكرا شكراً "},
	{"ar", SMALL_TALK_GOODBYE,
	    " وداعا وداعاً السلامة اللقاء باي ",
	    " مع إلى الى شكرا شكراً لك يا تصبح على خير "},
	{"ar", SMALL_TALK_YES,
	    " نعم أجل اجل ايوه أيوه ايوة أكيد اكيد بالتأكيد طبعا طبعاً "
	    "صحيح ",
	    " من فضلك لو سمحت شكرا شكراً أريد اريد ذلك هذا تمام "},
	{"ar", SMALL_TALK_NO,
	    " لا كلا ",
	    " شكرا شكراً ليس الآن الان لك أريد اريد شيء هذا كل "},
	{"pt", SMALL_TALK_GREETING,
	    " olá ola oi bom boa alô alo saudações ",
	    " dia tarde noite tudo bem bom com você voce vocês voces "
	    "como vai está esta estão a todos todas pessoal equipe "
	    "equipa senhor senhora alguém alguem aí ai e por favor "},
	{"pt", SMALL_TALK_THANKS,
	    " obrigado obrigada obrigadão obg agradeço agradeco "
	    "agradecido agradecida valeu brigado brigada ",
	    " muito muitíssimo pela pelo ajuda resposta informação "
	    "informacao atenção atencao tudo por a o sua ok bem de "
	    "nada certo perfeito ótimo otimo desde já ja e bom boa dia "
	    "tarde noite senhor "},
	{"pt", SMALL_TALK_THANKS,
	    " perfeito ótimo otimo excelente maravilha entendi beleza "
	    "ok certo combinado legal ",
	    " muito está esta bom bem tudo isso já ja é então "},
	{"pt", SMALL_TALK_GOODBYE,
	    " tchau adeus até ate ",
	    " logo mais amanhã amanha breve já ja obrigado obrigada ok "
	    "e bom boa dia tarde noite um uma tenha "},
	{"pt", SMALL_TALK_YES,
	    " sim claro isso certo exato exatamente quero pode ",
	    " por favor obrigado obrigada com certeza é mesmo está "
	    "esta bem ser eu ok senhor uma pessoa aceito "},
	{"pt", SMALL_TALK_NO,
	    " não nao ",
	    " obrigado obrigada é só so isso agora por enquanto "
	    "preciso muito mais nada está esta bem precisa senhor "},
	{"it", SMALL_TALK_GREETING,
	    " ciao salve buongiorno buonasera buonanotte buon buona ",
	    " giorno sera pomeriggio a tutti voi come stai sta state "
	    "va tutto bene gentile team signore signora c è qualcuno "},
	{"it", SMALL_TALK_THANKS,
	    " grazie ringrazio ringraziamo ",
	    " mille tante molte infinite per l aiuto la il risposta "
	    "informazione informazioni vostro tuo suo di tutto cuore "
	    "vi ti ok perfetto molto gentile ancora anticipo in e "
	    "buona giornata serata "},
	{"it", SMALL_TALK_THANKS,
	    " perfetto ottimo capito benissimo fantastico va ok okay "
	    "eccellente ",
	    " bene tutto molto chiaro ho è d accordo "},
	{"it", SMALL_TALK_GOODBYE,
	    " arrivederci addio presto dopo domani arrivederla ",
	    " a più tardi ciao grazie e buona giornata serata notte ok "
	    "alla prossima "},
	{"it", SMALL_TALK_YES,
	    " sì si certo certamente esatto volentieri giusto ",
	    " per favore grazie va bene d accordo è così cosi lo "
	    "voglio ok signore procedi proceda una persona "},
	{"it", SMALL_TALK_NO,
	    " no niente ",
	    " grazie per ora non adesso va bene così cosi è tutto "
	    "altro serve ok ho bisogno mille "},
	{"nl", SMALL_TALK_GREETING,
	    " hallo hoi hey dag goedemorgen goedemiddag goedenavond "
	    "goedendag hi goeiemorgen goede ",
	    " allemaal team iedereen morgen middag avond meneer "
	    "mevrouw hoe gaat het met je u is er iemand daar "},
	{"nl", SMALL_TALK_THANKS,
	    " bedankt dank dankjewel dankuwel dankje thanks merci ",
	    " je u wel voor de het hulp antwoord informatie snelle "
	    "heel erg hartelijk veel vriendelijk alvast uw jouw ok oké "
	    "oke super prima goed nogmaals fijne dag en zeer "},
	{"nl", SMALL_TALK_THANKS,
	    " prima perfect super top geweldig begrepen oké oke ok "
	    "mooi fijn duidelijk ",
	    " dat is heel goed alles hartstikke zo "},
	{"nl", SMALL_TALK_GOODBYE,
	    " doei dag ziens doeg tot bye ",
	    " tot later morgen snel straks bedankt en fijne dag avond "
	    "nog een weekend "},
	{"nl", SMALL_TALK_YES,
	    " ja jawel graag zeker inderdaad klopt precies natuurlijk "
	    "jazeker ",
	    " bedankt dat is goed oké oke ok doe maar ik wil het heel "
	    "alsjeblieft alstublieft juist "},
	{"nl", SMALL_TALK_NO,
	    " nee neen ",
	    " bedankt dank je u wel dat was alles is het niet nu hoor "
	    "ok oké oke hoeft nodig meer niets "},
};

const size_t small_talk_n_rows = NELEM(small_talk_rows);
