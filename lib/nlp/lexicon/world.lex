# The plain words of other languages: Spanish, French, German, Portuguese,
# Italian, Vietnamese, Arabic.  Only words that English does not have with
# another meaning.

= negator
nunca jamás jamas pas jamais aucun aucune nicht kein keine keinen keiner
nie niemals ohne não nem sem mai nessuno không chưa chẳng لا ليس لم لن غير ما
ليست بدون

= degree 1.25
muy tan demasiado demasiada très tres tellement vraiment trop sehr wirklich
extrem völlig total absolut muito demais molto troppo davvero rất quá thật

= but
pero aber jedoch però nhưng لكن ولكن

= 2.7 joy
excelente increíble increible maravilloso maravillosa fantástico fantastico
perfecto perfecta genial encanta encantó encantado encantada estupendo
magnífico parfait parfaite génial géniale magnifique formidable
excellente fantastique j'adore incroyable wunderbar
hervorragend ausgezeichnet fantastisch perfekt begeistert klasse spitze
großartig grossartig ótimo otimo ótima maravilhoso maravilhosa perfeito
perfeita fantástica adorei ottimo ottima eccellente meraviglioso perfetto
perfetta fantastica tuyệt_vời xuất_sắc hoàn_hảo rất_tốt رائع رائعة ممتاز
ممتازة مذهل

= 2.0 joy
bueno buena bien feliz contento contenta satisfecho satisfecha amable
rápido rapido fácil gracias muchas_gracias agradezco agradable útil
recomiendo contente heureux heureuse satisfait satisfaite
merci aimable rapide agréable utile recommande
danke vielen_dank dankeschön zufrieden glücklich freundlich schnell
hilfreich gerne empfehle schön bom boa obrigado obrigada
satisfeito satisfeita gentil recomendo buono buona grazie
felice gentile veloce soddisfatto consiglio cảm_ơn hài_lòng
tốt thích vui tuyệt nhanh_chóng thân_thiện شكرا شكراً جيد جيدة سعيد سعيدة
راض سريع لطيف

= -3.1 anger
pésimo pesimo pésima pesima estafa
estafadores ladrones vergüenza verguenza vergonzoso inaceptable
indignante furioso furiosa asco asqueroso mierda inútil inutiles
basura ridículo odio estúpido estúpidos mentira mentirosos
arnaque arnaqueurs voleurs honte honteux inadmissible scandaleux
furieux furieuse dégoûtant merde nul nulle lamentable inutile
déteste menteurs foutage_de_gueule schrecklich furchtbar
betrug betrüger unverschämt unverschämtheit frechheit inakzeptabel
wütend wuetend ekelhaft scheiße scheisse scheiß katastrophe saftladen
lächerlich hasse lügner abzocke skandal verarscht
péssimo pessimo péssima golpe ladrões vergonha inaceitável raiva
nojo lixo absurdo ridícula odeio mentirosa truffa ladri vergogna
vergognoso inaccettabile schifo schifoso furibondo pessima
ridicolo bugiardi tệ_hại kinh_khủng lừa_đảo tức_giận bực_mình
vô_dụng ghét quá_đáng vớ_vẩn سيئ سيئة سيء فظيع نصب احتيال غاضب غاضبة
مقرف كذب حرامية فاشل زبالة

= -2.2 frustration
malo mala peor problema problemas retraso retrasado roto rota
dañado dañada decepcionado decepcionada decepción triste
lento lenta caro cara queja reclamación reclamo cansado cansada
harto harta molesto molesta frustrado frustrada perdido
mauvais mauvaise pire problème problèmes retard retardé cassé cassée
endommagé déçu déçue déception décevant lente plainte marre
ras_le_bol fatigué énervé énervée frustré perdu panne
schlecht schlechte schlechter schlimm probleme
verspätung verspätet kaputt beschädigt enttäuscht enttäuschend
enttäuschung traurig langsam teuer beschwerde beschweren genervt
nervt ärgerlich verärgert verloren mangelhaft falsch fehler
ruim pior atraso atrasado quebrado quebrada
decepcionante reclamação cansada_de chateado chateada irritado
cattivo peggiore ritardo rotto rotta deluso delusa
delusione arrabbiato arrabbiata stanco
vấn_đề chậm hỏng bị_hỏng thất_vọng tệ buồn lỗi đắt phàn_nàn
khiếu_nại trễ مشكلة مشاكل تأخير متأخر مكسور تالف محبط خيبة بطيء
شكوى حزين خطأ أسوأ اسوأ

= -2.2 frustration complaint wait
sigo_esperando todavía_no todavia_no aún_no aun_no llevo_esperando
nadie_responde nadie_contesta nunca_llegó nunca_llego no_ha_llegado
sin_respuesta tercera_vez otra_vez me_cobraron_dos_veces
j'attends_toujours toujours_pas j'attends_depuis personne_ne_répond
jamais_reçu aucune_réponse troisième_fois débité_deux_fois
warte_immer_noch immer_noch_nicht immer_noch_kein noch_immer
niemand_antwortet nie_angekommen keine_antwort dritte_mal
zum_dritten_mal doppelt_abgebucht seit_wochen warte_seit
ainda_não continuo_esperando ninguém_responde nunca_chegou
sem_resposta terceira_vez sto_ancora_aspettando ancora_non
nessuno_risponde mai_arrivato nessuna_risposta terza_volta
vẫn_chưa chờ_mãi không_ai_trả_lời chưa_nhận_được لم_يصل لم_أستلم
لا_أحد_يرد ما_زلت_أنتظر

= -2.2 anger demand
quiero_mi_dinero devuélvanme devuelvanme quiero_un_reembolso remboursez
remboursez-moi je_veux_un_remboursement geld_zurück mein_geld_zurück
quero_meu_dinheiro rivoglio_i_miei_soldi trả_lại_tiền hoàn_tiền_ngay
أريد_استرداد أعيدوا_لي

= -3.0 anger legal
abogado demandar demanda_judicial avocat porter_plainte tribunal anwalt
rechtsanwalt verklagen anzeige_erstatten advogado processar_vocês
avvocato denuncia luật_sư kiện محامي محكمة

= -3.0 worry safety
fuga_de_gas fuite_de_gaz gasleck gasgeruch vazamento_de_gás fuga_di_gas
rò_rỉ_khí تسرب_غاز تسرب_الغاز

= -3.4 worry selfharm
suicidarme suicidio matarme me_suicider suicider mich_umbringen
umbringen selbstmord me_matar suicídio uccidermi tự_tử tự_sát
أنتحر انتحار الانتحار

= -2.0 worry
preocupado preocupada preocupa miedo inquiet inquiète peur besorgt
sorgen angst preocupata medo preoccupato paura lo_lắng
sợ قلق قلقة خائف خائفة
