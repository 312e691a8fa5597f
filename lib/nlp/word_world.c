#include "base/base.h"

#include "nlp/word_world.h"

#define FORMS_MAX 60

struct form {
	const char *phrase;
	enum query_form form;
};

/*
 * Lists have blanks around each word; words are folded, and have their accents
 * or not, as people type.  Of the forms the first that is said counts.
 */
static const struct {
	const char *language, *empty, *weak, *times, *price;
	struct form forms[FORMS_MAX];
} world[] = {
	{"es",
	    " a al algo ante con de del desde el él ella ellos en "
	    "entre era eres es esa ese eso esta está este esto estos "
	    "estas están estoy fue ha hay han he hola la las le les lo "
	    "los me mi mí mis mucho muy nos nosotros o os para pero "
	    "por porque puede pueden puedes puedo que quiero quisiera "
	    "se sea ser si sí sin sobre soy son su sus también te "
	    "tengo tiene tienen tu tus un una unas uno unos usted "
	    "ustedes y ya yo gracias favor buenas buenos saber "
	    "gustaría gustaria necesito tener hacer ",
	    " qué cuál cual cuáles cuales cuánto cuanto cuánta cuanta "
	    "cuántos cuantos cuántas cuantas cuándo cuando cómo como "
	    "dónde donde quién quien no más mas menos todo toda todos "
	    "todas otra otro ahora todavía aun aún después antes hasta "
	    "solo sólo mismo misma ",
	    " día días dia dias hora horas minuto minutos semana "
	    "semanas mes meses año años ",
	    "precio",
	    {{"cuánto cuesta", QUERY_HOW_MUCH},
		{"cuanto cuesta", QUERY_HOW_MUCH},
		{"cuánto cuestan", QUERY_HOW_MUCH},
		{"cuanto cuestan", QUERY_HOW_MUCH},
		{"cuánto vale", QUERY_HOW_MUCH},
		{"cuanto vale", QUERY_HOW_MUCH},
		{"cuánto es", QUERY_HOW_MUCH},
		{"cuánto sale", QUERY_HOW_MUCH},
		{"cuánto cobran", QUERY_HOW_MUCH},
		{"qué precio", QUERY_HOW_MUCH},
		{"cuánto tiempo", QUERY_HOW_LONG},
		{"cuanto tiempo", QUERY_HOW_LONG},
		{"cuánto tarda", QUERY_HOW_LONG},
		{"cuanto tarda", QUERY_HOW_LONG},
		{"cuánto dura", QUERY_HOW_LONG},
		{"cuanto dura", QUERY_HOW_LONG},
		{"cuántos días", QUERY_HOW_LONG},
		{"cuantos días", QUERY_HOW_LONG},
		{"cuantos dias", QUERY_HOW_LONG},
		{"cuántas horas", QUERY_HOW_LONG},
		{"qué plazo", QUERY_HOW_LONG},
		{"cuántos", QUERY_HOW_MANY},
		{"cuantos", QUERY_HOW_MANY},
		{"cuántas", QUERY_HOW_MANY},
		{"cuantas", QUERY_HOW_MANY},
		{"por qué", QUERY_WHY},
		{"cuándo", QUERY_WHEN},
		{"cuando", QUERY_WHEN},
		{"dónde", QUERY_WHERE},
		{"donde", QUERY_WHERE},
		{"quién", QUERY_WHO},
		{"quien", QUERY_WHO},
		{"cómo", QUERY_HOW_TO},
		{"como", QUERY_HOW_TO},
		{"qué", QUERY_WHICH},
		{"cuál", QUERY_WHICH},
		{"cual", QUERY_WHICH},
		{"cuáles", QUERY_WHICH},
		{"cuales", QUERY_WHICH}}},
	{"fr",
	    " a à ai aller as au aucun aux avec avez avoir avons "
	    "bonjour c ça ce ces cet cette comme d dans de des du elle "
	    "elles en es est et être eu fait faire faut il ils j je l "
	    "la le les leur lui m ma mais me merci mes moi mon n ne "
	    "nos notre nous on ont ou par pas peut peux plaît plait "
	    "pour pourrais pouvez puis qu que qui s sa se ses si sont "
	    "suis sur svp t ta te tes toi ton tu un une va vais veux "
	    "voudrais vos votre vous y êtes savoir aimerais besoin ",
	    " combien quand comment où quel quelle quels quelles quoi "
	    "pourquoi qui plus moins tout tous toute toutes autre "
	    "autres encore déjà deja après apres avant jusqu sans "
	    "seulement même meme bien très tres ",
	    " jour jours heure heures minute minutes semaine semaines "
	    "mois an ans année années ",
	    "prix",
	    {{"combien coûte", QUERY_HOW_MUCH},
		{"combien coute", QUERY_HOW_MUCH},
		{"combien coûtent", QUERY_HOW_MUCH},
		{"combien ça coûte", QUERY_HOW_MUCH},
		{"combien ca coute", QUERY_HOW_MUCH},
		{"quel prix", QUERY_HOW_MUCH},
		{"quel est le prix", QUERY_HOW_MUCH},
		{"combien de temps", QUERY_HOW_LONG},
		{"combien de jours", QUERY_HOW_LONG},
		{"combien d heures", QUERY_HOW_LONG},
		{"quel délai", QUERY_HOW_LONG},
		{"quel est le délai", QUERY_HOW_LONG},
		{"combien", QUERY_HOW_MANY},
		{"pourquoi", QUERY_WHY},
		{"quand", QUERY_WHEN},
		{"où", QUERY_WHERE},
		{"qui", QUERY_WHO},
		{"comment", QUERY_HOW_TO},
		{"quel", QUERY_WHICH},
		{"quelle", QUERY_WHICH},
		{"quels", QUERY_WHICH},
		{"quelles", QUERY_WHICH}}},
	{"de",
	    " aber als also am an auch auf aus bei bin bist bitte da "
	    "danke dann das dass dein deine dem den denn der des die "
	    "dies diese dieser dieses doch du durch ein eine einem "
	    "einen einer eines er es etwas euch euer für fur gern "
	    "gerne gibt guten hab habe haben hallo hat hatte ich ihm "
	    "ihn ihnen ihr ihre im in ins ist ja kann kannst können "
	    "konnen könnte man mein meine meinem meinen meiner mich "
	    "mir mit möchte moechte muss müssen nach oder sein seine "
	    "sich sie sind so soll über uber um und uns unser unsere "
	    "vom von vor war was weil wenn werden will wir wird wissen "
	    "wollen würde wurde zu zum zur ",
	    " wie wann wo was warum wieso weshalb wer wen wem welche "
	    "welcher welches welchen viel viele lange oft wohin woher "
	    "nicht kein keine keinen mehr nur noch schon alle alles "
	    "andere anderen immer jetzt wieder ohne bis endlich "
	    "eigentlich ",
	    " tag tage tagen stunde stunden minute minuten woche "
	    "wochen monat monate monaten jahr jahre jahren werktag "
	    "werktage werktagen ",
	    "preis",
	    {{"wie viel kostet", QUERY_HOW_MUCH},
		{"wieviel kostet", QUERY_HOW_MUCH},
		{"was kostet", QUERY_HOW_MUCH},
		{"was kosten", QUERY_HOW_MUCH},
		{"wie teuer", QUERY_HOW_MUCH},
		{"wie hoch sind die kosten", QUERY_HOW_MUCH},
		{"wie lange", QUERY_HOW_LONG},
		{"wie viele tage", QUERY_HOW_LONG},
		{"wieviele tage", QUERY_HOW_LONG},
		{"wie viele", QUERY_HOW_MANY},
		{"wie viel", QUERY_HOW_MANY},
		{"wieviel", QUERY_HOW_MANY},
		{"wieviele", QUERY_HOW_MANY},
		{"warum", QUERY_WHY},
		{"wieso", QUERY_WHY},
		{"weshalb", QUERY_WHY},
		{"wann", QUERY_WHEN},
		{"wo", QUERY_WHERE},
		{"wohin", QUERY_WHERE},
		{"wer", QUERY_WHO},
		{"wie", QUERY_HOW_TO},
		{"welche", QUERY_WHICH},
		{"welcher", QUERY_WHICH},
		{"welches", QUERY_WHICH},
		{"welchen", QUERY_WHICH}}},
	{"pt",
	    " a à ao aos as às com como da das de dela dele do dos e é "
	    "ela ele eles em entre era essa esse esta está este estou "
	    "eu foi há isso já la lhe mas me meu meus minha minhas "
	    "muito na nas no nos nós o obrigado obrigada olá ola os ou "
	    "para pela pelo pode podem poder posso por porque pra "
	    "quero queria que se sem ser seu seus sim sou sua suas são "
	    "também te tem tenho ter tu um uma umas uns vai vocês você "
	    "voce gostaria preciso saber favor bom boa ",
	    " quanto quanta quantos quantas quando onde quem qual "
	    "quais quê não nao mais menos todo toda todos todas outro "
	    "outra ainda depois antes até ate só so mesmo agora ",
	    " dia dias hora horas minuto minutos semana semanas mês "
	    "mes meses ano anos ",
	    "preço",
	    {{"quanto custa", QUERY_HOW_MUCH},
		{"quanto custam", QUERY_HOW_MUCH},
		{"quanto é", QUERY_HOW_MUCH},
		{"quanto sai", QUERY_HOW_MUCH},
		{"qual o preço", QUERY_HOW_MUCH},
		{"qual é o preço", QUERY_HOW_MUCH},
		{"quanto tempo", QUERY_HOW_LONG},
		{"quantos dias", QUERY_HOW_LONG},
		{"quantas horas", QUERY_HOW_LONG},
		{"quanto demora", QUERY_HOW_LONG},
		{"qual o prazo", QUERY_HOW_LONG},
		{"qual é o prazo", QUERY_HOW_LONG},
		{"quantos", QUERY_HOW_MANY},
		{"quantas", QUERY_HOW_MANY},
		{"quanto", QUERY_HOW_MANY},
		{"por que", QUERY_WHY},
		{"porque", QUERY_WHY},
		{"quando", QUERY_WHEN},
		{"onde", QUERY_WHERE},
		{"quem", QUERY_WHO},
		{"como", QUERY_HOW_TO},
		{"qual", QUERY_WHICH},
		{"quais", QUERY_WHICH}}},
	{"it",
	    " a ad ai al alla alle anche avere c che ci ciao come con "
	    "da dal dalla dei del della delle di e è ed era fa fare "
	    "gli grazie ha hai hanno ho i il in io l la le lei lo loro "
	    "lui ma me mi mia mie miei mio molto ne nei nel nella no "
	    "noi non o per però posso può puoi quello questa queste "
	    "questi questo se sei si sì siamo sono su sua sue sul "
	    "sulla suo suoi ti tra tu un una uno vi voglio voi vorrei "
	    "buongiorno favore sapere bisogno ",
	    " quanto quanta quanti quante quando dove chi quale quali "
	    "cosa perché perche più meno tutto tutti tutte altro altra "
	    "ancora dopo prima fino solo stesso adesso ",
	    " giorno giorni ora ore minuto minuti settimana settimane "
	    "mese mesi anno anni ",
	    "prezzo",
	    {{"quanto costa", QUERY_HOW_MUCH},
		{"quanto costano", QUERY_HOW_MUCH},
		{"quanto viene", QUERY_HOW_MUCH},
		{"che prezzo", QUERY_HOW_MUCH},
		{"qual è il prezzo", QUERY_HOW_MUCH},
		{"quanto tempo", QUERY_HOW_LONG},
		{"quanti giorni", QUERY_HOW_LONG},
		{"quanto dura", QUERY_HOW_LONG},
		{"quanto ci vuole", QUERY_HOW_LONG},
		{"quante ore", QUERY_HOW_LONG},
		{"quanti", QUERY_HOW_MANY},
		{"quante", QUERY_HOW_MANY},
		{"perché", QUERY_WHY},
		{"perche", QUERY_WHY},
		{"quando", QUERY_WHEN},
		{"dove", QUERY_WHERE},
		{"chi", QUERY_WHO},
		{"come", QUERY_HOW_TO},
		{"quale", QUERY_WHICH},
		{"quali", QUERY_WHICH}}},
	{"nl",
	    " aan al als bij ben bent bedankt dan dat de der deze die "
	    "dit doe doen door een en er graag haar had hallo heb "
	    "hebben hebt heeft hem het hij hoor ik in is ja je jij jou "
	    "jouw jullie kan kun kunnen kunt maar me men met mij mijn "
	    "moet na naar of om ons onze ook op over te tot u uit uw "
	    "van voor was wat we wel wij wil willen word wordt ze zich "
	    "zij zijn zo zou weten alsjeblieft alstublieft ",
	    " hoe hoeveel hoelang wanneer waar wat waarom wie welke "
	    "welk niet geen meer minder alle alles andere nog nu al "
	    "zonder pas lang vaak ",
	    " dag dagen uur uren minuut minuten week weken maand "
	    "maanden jaar jaren werkdagen ",
	    "prijs",
	    {{"hoeveel kost", QUERY_HOW_MUCH},
		{"hoeveel kosten", QUERY_HOW_MUCH},
		{"wat kost", QUERY_HOW_MUCH},
		{"wat kosten", QUERY_HOW_MUCH},
		{"hoe duur", QUERY_HOW_MUCH},
		{"hoe lang", QUERY_HOW_LONG},
		{"hoelang", QUERY_HOW_LONG},
		{"hoeveel dagen", QUERY_HOW_LONG},
		{"hoeveel", QUERY_HOW_MANY},
		{"waarom", QUERY_WHY},
		{"wanneer", QUERY_WHEN},
		{"waar", QUERY_WHERE},
		{"wie", QUERY_WHO},
		{"hoe", QUERY_HOW_TO},
		{"welke", QUERY_WHICH},
		{"welk", QUERY_WHICH}}},
	{"vi",
	    " ạ anh bạn bị các cái chị cho chào có của cũng cùng đã "
	    "đang đây để đến đi được em hãy là lại làm mình một muốn "
	    "này nếu nên những nhé nha ở ơi qua ra rằng rất rồi sẽ "
	    "shop thì tôi tới từ và vào vậy vẫn về với xin vui lòng "
	    "cảm ơn biết hỏi giúp cần thể ",
	    " gì nào sao ai đâu bao nhiêu lâu khi mấy không chưa hết "
	    "tất cả khác nữa còn chỉ trước sau ",
	    " ngày giờ phút tuần tháng năm ",
	    "giá",
	    {{"giá bao nhiêu", QUERY_HOW_MUCH},
		{"bao nhiêu tiền", QUERY_HOW_MUCH},
		{"phí bao nhiêu", QUERY_HOW_MUCH},
		{"hết bao nhiêu", QUERY_HOW_MUCH},
		{"bao lâu", QUERY_HOW_LONG},
		{"mấy ngày", QUERY_HOW_LONG},
		{"bao nhiêu ngày", QUERY_HOW_LONG},
		{"khi nào", QUERY_WHEN},
		{"bao giờ", QUERY_WHEN},
		{"lúc nào", QUERY_WHEN},
		{"bao nhiêu", QUERY_HOW_MANY},
		{"mấy", QUERY_HOW_MANY},
		{"tại sao", QUERY_WHY},
		{"vì sao", QUERY_WHY},
		{"ở đâu", QUERY_WHERE},
		{"đâu", QUERY_WHERE},
		{"ai", QUERY_WHO},
		{"làm sao", QUERY_HOW_TO},
		{"làm thế nào", QUERY_HOW_TO},
		{"như thế nào", QUERY_HOW_TO},
		{"cách nào", QUERY_HOW_TO},
		{"nào", QUERY_WHICH},
		{"gì", QUERY_WHICH}}},
	{"ar",
	    " أن ان إن أنا انا أنت في من على عن إلى الى مع هذا هذه ذلك "
	    "التي الذي هو هي هم نحن كان كانت يكون قد لقد ثم أو او و ما "
	    "يا لي له لها لك لكم عند عندي لدي بعد قبل كل أي اي مرحبا "
	    "شكرا فضلك أريد اريد أرجو ارجو أود اود يمكن يمكنني هناك ",
	    " كم متى أين اين كيف لماذا ماذا هل لا ليس لم لن غير أكثر "
	    "اكثر أقل كله آخر ",
	    " يوم يوما يوماً أيام ايام ساعة ساعات دقيقة دقائق أسبوع "
	    "أسابيع اسبوع شهر أشهر شهور سنة سنوات ",
	    "سعر",
	    {{"كم سعر", QUERY_HOW_MUCH},
		{"كم ثمن", QUERY_HOW_MUCH},
		{"كم تكلفة", QUERY_HOW_MUCH},
		{"كم يكلف", QUERY_HOW_MUCH},
		{"كم تكلف", QUERY_HOW_MUCH},
		{"ما سعر", QUERY_HOW_MUCH},
		{"كم يوما", QUERY_HOW_LONG},
		{"كم يوم", QUERY_HOW_LONG},
		{"كم يستغرق", QUERY_HOW_LONG},
		{"كم تستغرق", QUERY_HOW_LONG},
		{"كم من الوقت", QUERY_HOW_LONG},
		{"كم مدة", QUERY_HOW_LONG},
		{"كم", QUERY_HOW_MANY},
		{"لماذا", QUERY_WHY},
		{"متى", QUERY_WHEN},
		{"أين", QUERY_WHERE},
		{"اين", QUERY_WHERE},
		{"كيف", QUERY_HOW_TO},
		{"ما", QUERY_WHICH},
		{"أي", QUERY_WHICH}}},
};

/* The row of the language ("de", "de-AT"); NELEM(world): none. */
static size_t
row_of(const char *language)
{
	size_t i = 0;

	while (i < NELEM(world) &&
	    strncmp(world[i].language, language, 2) != 0)
		i++;
	return i;
}

bool
word_world_role(const char *language, const char *text, enum word_role *out)
{
	size_t row = row_of(language);

	if (row == NELEM(world))
		return false;
	*out = words_in_list(world[row].empty, text) ? WORD_EMPTY :
	    words_in_list(world[row].weak, text)	? WORD_WEAK :
						  WORD_CONTENT;
	return true;
}

enum query_form
word_world_form(const char *language, const struct words *w)
{
	size_t row = row_of(language);

	if (row == NELEM(world))
		return QUERY_OTHER;
	for (size_t f = 0; f < FORMS_MAX; f++) {
		const struct form *form = &world[row].forms[f];

		for (size_t i = 0; form->phrase != NULL && i < w->n; i++) {
			if (words_phrase_at(w, i, form->phrase))
				return form->form;
		}
	}
	return QUERY_OTHER;
}

bool
word_world_tells_time(const char *language, const struct words *w)
{
	size_t row = row_of(language);

	for (size_t i = 0; row < NELEM(world) && i < w->n; i++) {
		if (words_in_list(world[row].times, w->items[i].text))
			return true;
	}
	return false;
}

const char *
word_world_price(const char *language)
{
	size_t row = row_of(language);

	return row == NELEM(world) ? NULL : world[row].price;
}
