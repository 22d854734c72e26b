"""Hundreds of status texts, by language, and what a careful reader takes each of them to mean.

The expected meaning is written `stage outcome`; a stage with `?` is a lower bound; `-` stands for no stage.
"""

from __future__ import annotations

import pytest

from lib.log.statuses import read_status

CASES: dict[str, dict[str, str]] = {
    "English": {
        "applied open": "Applied|APPLIED|applied.|Application submitted|App sent|CV sent|Resume submitted|Submitted|"
        "Sent|Applied ✅|Applied online|Easy applied|Referred|Application received|Application viewed|Pending|"
        "Awaiting response|Waiting to hear back|Under review|In review|Application under consideration|On hold|"
        "Waitlisted|No response yet|No update|Resume screening|CV screening|Followed up|Open|Acknowledged|"
        "Waiting for feedback|Applied - waiting|Application complete|Kept on file|not rejected|Not withdrawn",
        "applied? open": "In progress|In process|Ongoing|Active|Heard back|Response received|In contact|Processing",
        "screen? open": "Moved forward|Moved to next round|Shortlisted|Next stage|Progressed|Advancing",
        "screen open": "Phone screen|Phone Screen Scheduled|phone interview|Recruiter call|Recruiter screen done|"
        "HR screen|HR interview|Screening|Screening call|OA|OA done|OA done, waiting|Online assessment|"
        "Online Assessment Completed|HackerRank|CodeSignal|HireVue|Hirevue completed|Take home|Take-home test|"
        "Take-home assignment submitted|Coding challenge|Technical test|Tech screen|Technical phone screen|"
        "Passed OA|OA passed|Intro call|Initial call with recruiter|Pre-screen|Aptitude test|Psychometric tests|"
        "Assessment|Test sent|One-way video interview|Pymetrics|Waiting for OA results|Numerical test passed|Call scheduled",
        "interview open": "Interview|INTERVIEW|Interviewing|interveiw|Interviewed|Interview scheduled|"
        "Interview on 21st Jan|Invited to interview|1st interview|First round|First Round Interview|2nd interview|"
        "Second round|3rd round|R2|R3|Round 2|Technical interview|Technical round|Hiring manager|"
        "Hiring manager call|HM interview|Panel|Panel interview|Group interview|Video interview|Behavioral interview|"
        "Got an interview|Interview offered|Interview done - waiting|Interviewed, awaiting decision|"
        "Accepted for interview|Interview pending|Case interview|Waiting for interview|Interview x2|"
        "Phone screen, then interview|System design round|Interview (2nd) 💪",
        "final open": "Final round|Final interview|Final stage|Onsite|On-site interview|Superday|Super day|"
        "Assessment centre|Assessment Center|Assessment day|AC|References|Reference check|Final round scheduled|"
        "Virtual onsite|Onsite done, waiting|Finalist",
        "offer offer": "Offer|OFFER!|Offer received|Offer 🎉|Job offer|Verbal offer|Offered|Selected|Got the job|Got offer|"
        "Successful|Offer extended|Offer letter|Negotiating|Offer pending|Written offer received|Conditional offer",
        "offer accepted": "Accepted|Accepted!|Offer accepted|Accepted offer|Hired|Signed|Offer signed|Joined|"
        "Contract signed|Accepted the offer|Onboarding",
        "offer declined": "Offer declined|Declined offer|Offer rejected by me|I declined the offer|Turned down offer|"
        "Rejected the offer|Offer turned down|Refused offer|Offer - declined|withdrew after offer|"
        "Did not accept offer",
        "applied? rejected": "Rejected|REJECTED|rejected.|Rejection|Rejection email|rej|reeejected|Rejcted|rejeced|"
        "Denied|Declined|Unsuccessful|Not selected|Not Selected.|Not moving forward|Not shortlisted|Not proceeding|"
        "No longer under consideration|No offer|no job offer|Did not get the job|didn't get it|Regret|Regret letter|"
        "Failed|Turned down|Application rejected|Not a fit|Not successful|Negative|Unfortunately no|They passed|"
        "Position filled|Role cancelled|Hiring freeze|Position closed|Went with another candidate|Not hired|"
        "Got rejected|I was rejected|Rejected ❌|❌|Closed|Rejected by company|Applied, not selected|Lost|"
        "Application declined|Not accepted|Turned me down|Dismissed|Disqualified|Rejected (email 3/4)|No longer considered",
        "applied rejected": "Auto-rejected|Auto rejection|Automatically rejected|Rejected without interview|"
        "Rejected - no interview|Rejected before interview|Resume rejected|CV rejected|Rejected at resume stage|"
        "Instant rejection|Rejected by ATS|Rejected after resume screen",
        "screen rejected": "Rejected after assessment|Rejected after phone screen|Failed OA|OA - rejected|"
        "Rejected post OA|HireVue rejected|Phone screen → rejected|rejected after take-home|Failed coding test|"
        "Rejected after HR call|Did not pass the assessment|Tech test failed|Rejected: online test",
        "interview rejected": "Rejected after interview|Rejected after 2nd round|Inter + Rejec|Interview - rejected|"
        "Interviewed, rejected|rejected post interview|Rejected after 1st interview|3rd round - rejected|"
        "Interviewed but not selected|No offer after interview|Rejected after technical interview|"
        "Failed interview|Rejected (panel)|Interview; did not get the job|Interviewed / declined",
        "final rejected": "Rejected after final round|Rejected after onsite|Rejected at final stage|Onsite - rejected|"
        "rejected post-onsite|Final interview, no offer|Rejected after assessment centre|Superday rejection|"
        "Lost in final round|AC rejected",
        "offer rejected": "Offer rescinded|Rescinded|Offer revoked|Offer withdrawn",
        "applied no_reply": "No response|No reply|No answer|Never heard back|Didn't hear back|No response received|"
        "Not heard back|Unanswered|no feedback|Haven't heard back|nothing|Radio silence|Did not respond",
        "applied? no_reply": "Ghosted|Ghosted 👻|👻|Ghosted?|ghost|Ghosted by recruiter|Gone cold",
        "screen no_reply": "Ghosted after assessment|Ghosted after phone screen|OA, then ghosted|No response after OA",
        "interview no_reply": "Ghosted after interview|Interviewed - ghosted|No response after interview|Interview, no reply",
        "final no_reply": "ghosted post-onsite|Ghosted after final round",
        "applied? withdrawn": "Withdrew|Withdrawn|Withdrew application|I withdrew|I declined|Withdrawn by me|Pulled out|"
        "Declined by me|I rejected them|Not interested|No longer interested|Backed out|Accepted another offer|"
        "Took another job|Turned them down|Rejected by me",
        "interview withdrawn": "Withdrew after interview|Declined interview|I declined the interview|"
        "Interviewed, withdrew|Turned down interview|Cancelled interview",
        "screen withdrawn": "Withdrew after phone screen|Declined assessment|Withdrew after OA",
        "- not_applied": "Saved|SAVED|Wishlist|Wish list|Bookmarked|Draft|To apply|To Apply|Ready to apply|Apply|"
        "Not applied|Not yet applied|Haven't applied|Didn't apply|Will apply|Waiting to apply|Interested|Skipped|"
        "Expired|Posting expired|Not started|New|Found|Preparing|LATE TO APPLY|Error|Considering|"
        "Planning to apply|Job expired|Not applicable|Ready to Apply|Researching|To-do|Missed deadline",
        "- unknown": "lorem ipsum|qwerty|Berlin|42 apples|Software engineer|12,000 EUR",
    },
    "German": {
        "applied open": "Beworben|Bewerbung versendet|Bewerbung abgeschickt|gesendet|In Bearbeitung|Offen|ausstehend|"
        "Eingangsbestätigung|Eingangsbestätigung erhalten|Warten auf Antwort|Noch keine Antwort|In Prüfung|"
        "Bewerbung eingereicht|Zwischenbescheid|wird geprüft",
        "applied? open": "läuft|Laufend|Rückmeldung erhalten|im Prozess",
        "screen open": "Telefoninterview|Telefoninterview geführt|Kennenlerngespräch|Erstgespräch|Einstellungstest|Online-Test",
        "interview open": "Vorstellungsgespräch|Vorstellungsgespräch vereinbart|Einladung|"
        "Einladung zum Vorstellungsgespräch|Zweitgespräch|Gespräch am 3.4.|Bewerbungsgespräch|Probearbeiten|2. Gespräch|"
        "eingeladen",
        "final open": "Assessment-Center|Probetag|Letzte Runde|Endrunde",
        "offer offer": "Zusage|Zusage erhalten|Angebot|Angebot erhalten|Vertragsangebot",
        "offer accepted": "Angebot angenommen|Zusage angenommen|Vertrag unterschrieben|Eingestellt",
        "offer declined": "Angebot abgelehnt|Zusage abgelehnt|Angebot von mir abgelehnt",
        "applied? rejected": "Absage|abgesagt|Abgelehnt|ABGELEHNT|Ablehnung|Absage erhalten|Absage per Mail|Leider nein|"
        "Nicht erfolgreich|nicht ausgewählt|Nicht berücksichtigt|Stelle besetzt|negativ|erfolglos|Absage (12.3.)|"
        "keine Zusage|Stelle bereits vergeben",
        "applied rejected": "Sofortabsage|Absage ohne Gespräch|automatische Absage",
        "interview rejected": "Absage nach Vorstellungsgespräch|Gespräch, Absage|Vorstellungsgespräch - Absage|"
        "Absage nach Zweitgespräch|nach Gespräch abgelehnt",
        "screen rejected": "Absage nach Telefoninterview|Absage nach Telefonat|Test nicht bestanden",
        "applied no_reply": "Keine Antwort|Keine Rückmeldung|keine Reaktion|nicht gemeldet|Ohne Antwort",
        "interview no_reply": "Keine Rückmeldung nach Gespräch",
        "applied? withdrawn": "Zurückgezogen|Bewerbung zurückgezogen|Selbst abgesagt|von mir abgesagt|Kein Interesse|"
        "Absage von mir|Rückzug",
        "- not_applied": "Gemerkt|Geplant|Entwurf|Noch nicht beworben|In Vorbereitung|Nicht beworben|Vorgemerkt|Abgelaufen",
    },
    "French": {
        "applied open": "Candidature envoyée|Envoyé|Envoyée|Postulé|En attente|En attente de réponse|Relancé|CV envoyé|"
        "Accusé de réception|Candidature reçue|À l'étude|Candidature déposée",
        "applied? open": "En cours|En cours de traitement|Réponse positive",
        "screen open": "Entretien téléphonique|Test technique|Entretien RH|Préqualification|Présélection|Appel RH",
        "interview open": "Entretien|Entretien prévu|Entretien passé|RDV|1er entretien|2ème entretien|Convocation|"
        "Entretien technique|Deuxième entretien|entretien le 3 mars",
        "final open": "Entretien final|Dernier entretien",
        "offer offer": "Offre|Offre reçue|Retenu|Retenue|Proposition d'embauche|Positive",
        "offer accepted": "Offre acceptée|Embauché|Embauchée|Contrat signé|Accepté",
        "offer declined": "Offre refusée|Offre déclinée|J'ai refusé l'offre",
        "applied? rejected": "Refus|Refusé|Refusée|REFUSÉ|refus par mail|Négative|Négatif|Réponse négative|Non retenu|"
        "Non retenue|Candidature non retenue|Rejeté|Pas retenue|Poste pourvu|Recalé|Sans suite",
        "applied rejected": "Refus automatique|Refus sans entretien",
        "interview rejected": "Refus après entretien|Entretien - refus|Entretien passé, refusé|Refus suite entretien",
        "screen rejected": "Refus après test technique|Entretien téléphonique, refus",
        "applied no_reply": "Sans réponse|Pas de réponse|Aucune réponse|Pas de retour|Sans nouvelles",
        "applied? withdrawn": "Retiré|Candidature retirée|J'ai refusé|Désistement|Abandon|Plus intéressé",
        "- not_applied": "À postuler|A postuler|Brouillon|À envoyer|Pas encore postulé|Non postulé|Offre expirée",
    },
    "Spanish": {
        "applied open": "Aplicado|Postulado|Postulada|Postulados|Postulación enviada|Enviado|CV enviado|Inscrito|"
        "Pendiente|En espera|Esperando respuesta|CV visto|En revisión|Candidatura enviada|En evaluación",
        "applied? open": "En proceso|En curso|Contactado",
        "screen? open": "Siguiente fase|Preseleccionado",
        "screen open": "Entrevista telefónica|Prueba técnica|Entrevista RRHH|Entrevista con RRHH|Test técnico|Llamada",
        "interview open": "Entrevista|Entrevista agendada|Entrevistado|Segunda entrevista|Entrevista técnica|2da entrevista",
        "final open": "Entrevista final|Fase final",
        "offer offer": "Oferta|Oferta recibida|Seleccionado|Seleccionada|Propuesta",
        "offer accepted": "Oferta aceptada|Contratado|Contratada|Aceptado",
        "offer declined": "Oferta rechazada|Rechacé la oferta",
        "applied? rejected": "Rechazado|Rechazada|Rechazo|Descartado|Descartada|No seleccionado|No seleccionada|"
        "Desestimado|Me rechazaron|Negativo|Vacante cerrada|No apto|Vacante cubierta",
        "interview rejected": "Rechazado tras entrevista|Entrevista - rechazado|Rechazada después de la segunda entrevista",
        "applied no_reply": "Sin respuesta|No respondieron|Ninguna respuesta|No contestan",
        "applied? withdrawn": "Retirado|Me retiré|Rechacé|Candidatura retirada|Ya no me interesa",
        "- not_applied": "Guardado|Por postular|Por aplicar|Borrador|No enviado|Pendiente de aplicar",
    },
    "Portuguese": {
        "applied open": "Inscrito|Candidatei-me|Candidatura enviada|Enviado|Aplicado|Aguardando|Aguardando retorno|"
        "Em análise|Currículo visualizado|Em triagem|Inscrição realizada",
        "applied? open": "Em andamento|Em processo|Em contato",
        "screen open": "Entrevista RH|Teste técnico|Entrevista com RH|Desafio técnico|Teste online",
        "interview open": "Entrevista|Entrevista agendada|Entrevista técnica|2ª entrevista|Dinâmica de grupo|"
        "Entrevista com gestor",
        "final open": "Entrevista final|Etapa final",
        "offer offer": "Proposta|Proposta recebida|Aprovado|Aprovada|Selecionado|Oferta",
        "offer accepted": "Contratado|Contratada|Proposta aceita|Aceito",
        "offer declined": "Proposta recusada|Recusei a proposta",
        "applied? rejected": "Rejeitado|Rejeitada|Recusado|Reprovado|Reprovada|Não selecionado|Não aprovado|Eliminado|"
        "Vaga fechada|Negativa|Processo encerrado|Não fui selecionada",
        "interview rejected": "Reprovado na entrevista|Rejeitado após entrevista",
        "applied no_reply": "Sem resposta|Sem retorno|Não responderam|Nenhuma resposta",
        "applied? withdrawn": "Desisti|Desistência|Recusei|Candidatura retirada",
        "- not_applied": "Salvo|Rascunho|A candidatar|Não enviado|Não inscrito",
    },
    "Italian": {
        "applied open": "Inviata|Candidatura inviata|Candidato|In attesa|In attesa di risposta|CV inviato|Ricevuta|"
        "In valutazione|Visualizzata",
        "applied? open": "In corso|Contattato",
        "screen open": "Colloquio telefonico|Test tecnico|Colloquio conoscitivo|Colloquio HR",
        "interview open": "Colloquio|Colloquio fissato|Secondo colloquio|Colloquio tecnico|2° colloquio|Convocato",
        "final open": "Colloquio finale|Ultimo colloquio",
        "offer offer": "Offerta|Offerta ricevuta|Selezionato|Esito positivo|Idoneo",
        "offer accepted": "Offerta accettata|Assunto|Assunta|Contratto firmato",
        "offer declined": "Offerta rifiutata|Ho rifiutato l'offerta",
        "applied? rejected": "Rifiutato|Rifiutata|Rifiuto|Respinta|Scartato|Esito negativo|Non selezionato|Negativo|"
        "Non idoneo|Posizione chiusa|Bocciato",
        "interview rejected": "Rifiutato dopo colloquio|Colloquio, esito negativo|Scartata dopo il secondo colloquio",
        "applied no_reply": "Nessuna risposta|Senza risposta|Nessun riscontro|Mai risposto",
        "applied? withdrawn": "Ritirato|Candidatura ritirata|Rinuncia|Ho rifiutato",
        "- not_applied": "Salvato|Da inviare|Bozza|Non inviata|Da candidarsi",
    },
    "Dutch": {
        "applied open": "Gesolliciteerd|Verstuurd|Sollicitatie verstuurd|In afwachting|In behandeling|Ontvangen|"
        "Wachten op reactie|Nog geen reactie|Ontvangstbevestiging",
        "applied? open": "Loopt|Lopend|Reactie ontvangen",
        "screen open": "Telefonisch gesprek|Kennismakingsgesprek|Assessment|Telefonisch interview",
        "interview open": "Gesprek|Uitgenodigd|Tweede gesprek|Sollicitatiegesprek|Op gesprek geweest|2e gesprek",
        "offer offer": "Aanbod|Aanbod ontvangen|Contract aangeboden",
        "offer accepted": "Aangenomen|Aanbod geaccepteerd|Contract getekend",
        "offer declined": "Aanbod afgeslagen|Aanbod geweigerd",
        "applied? rejected": "Afgewezen|Afwijzing|Niet geselecteerd|Helaas|Helaas niet|Niet aangenomen|Vacature vervuld",
        "interview rejected": "Afgewezen na gesprek|Gesprek gehad, afgewezen|Afwijzing na tweede gesprek",
        "applied no_reply": "Geen reactie|Niets gehoord|Geen antwoord",
        "applied? withdrawn": "Teruggetrokken|Ingetrokken|Zelf afgezegd|Geen interesse",
        "- not_applied": "Nog solliciteren|Concept|Opgeslagen|Nog niet gesolliciteerd",
    },
    "Polish": {
        "applied open": "Wysłano|Wysłane|Wysłana|Aplikowano|Zaaplikowano|CV wysłane|Oczekuje|Czekam na odpowiedź|"
        "Potwierdzone|Oczekiwanie",
        "applied? open": "W trakcie|W toku|W procesie",
        "screen open": "Rozmowa telefoniczna|Zadanie rekrutacyjne|Test online|Rozmowa z HR",
        "interview open": "Rozmowa|Rozmowa kwalifikacyjna|Zaproszenie na rozmowę|Druga rozmowa|Rozmowa techniczna",
        "final open": "Rozmowa finałowa|Ostatni etap",
        "offer offer": "Oferta|Otrzymano ofertę|Propozycja pracy",
        "offer accepted": "Oferta przyjęta|Zatrudniony|Umowa podpisana|Przyjęta",
        "offer declined": "Oferta odrzucona|Odrzuciłem ofertę",
        "applied? rejected": "Odrzucono|Odrzucony|Odrzucona|Odrzucone|Odmowa|Negatywna odpowiedź|Niestety nie|"
        "Nie wybrano|Rekrutacja zakończona|Negatywnie",
        "interview rejected": "Odrzucono po rozmowie|Rozmowa, odmowa",
        "applied no_reply": "Brak odpowiedzi|Bez odpowiedzi|Nie odpowiedzieli|Cisza|Brak odzewu",
        "applied? withdrawn": "Wycofano|Wycofałem|Zrezygnowałam|Rezygnacja",
        "- not_applied": "Do wysłania|Zapisane|Szkic|Nie wysłano",
    },
    "Chinese": {
        "applied open": "已投递|已投|投递成功|已申请|等待|等通知|泡池子|简历筛选中|初筛|审核中|已查看|已投遞|應徵中|等待回覆",
        "applied? open": "流程中|进行中|沟通中",
        "screen open": "笔试|待笔试|已笔试|笔试通过|测评|已测评|电话面试|AI面|筆試|等笔试结果",
        "interview open": "面试|一面|二面|三面|已一面|一面通过|待面试|技术面|群面|复试|一面过了|面試|約面试",
        "final open": "终面|HR面|HR面通过|体检",
        "offer offer": "oc|OC|意向书|已oc|offer|收到offer|录用|拟录用|錄取",
        "offer accepted": "已接受|签约|已签三方|接了offer|入职",
        "offer declined": "拒offer|拒了offer|已拒offer|毁约",
        "applied? rejected": "挂|已挂|被拒|拒信|感谢信|不合适|未通过|淘汰|凉了|流程结束|已结束|没过|无缘|未錄取",
        "applied rejected": "简历挂|初筛挂|复筛挂|简历被刷",
        "screen rejected": "笔试挂|测评挂|笔试没过|笔试未通过",
        "interview rejected": "一面挂|二面挂|三面挂|面试挂|面试未通过|二面被刷|群面挂",
        "final rejected": "终面挂|HR面挂",
        "applied no_reply": "无回复|没消息|石沉大海|已读不回|没有回复|無下文",
        "interview no_reply": "面试后无消息|二面没消息",
        "applied? withdrawn": "放弃|已放弃|主动放弃|拒了|婉拒",
        "interview withdrawn": "拒了三面|拒绝三面|拒了面试|放弃面试|二面鸽了",
        "screen withdrawn": "拒了笔试|放弃笔试",
        "- not_applied": "未投递|待投递|准备投|收藏|待内推|岗位未开放|未投",
        "applied? open": "選考中|進行中|日程調整中",
        "screen open": "Webテスト|適性検査|SPI|カジュアル面談|Webテスト受験済み|人事面接",
        "screen? open": "書類通過|書類選考通過",
        "interview open": "一次面接|二次面接|一次面接通過|二次面接待ち|面接予定|1次面接済み|一次通過",
        "final open": "最終面接|最終面接 結果待ち|役員面接",
        "offer offer": "内定|内々定|オファー|採用",
        "offer accepted": "内定承諾|承諾|入社",
        "offer declined": "内定辞退|オファー辞退",
        "applied? rejected": "不採用|不合格|お祈り|落選|お見送り|見送り|募集終了",
        "applied rejected": "書類落ち|書類選考落ち|ES落ち|書類不合格",
        "screen rejected": "Webテスト落ち|適性検査不合格",
        "interview rejected": "一次面接落ち|二次面接 不合格|面接落ち|一次落ち|一次面接お見送り",
        "final rejected": "最終面接落ち|最終落ち",
        "applied no_reply": "連絡なし|返信なし|音沙汰なし",
        "applied? withdrawn": "辞退|選考辞退",
        "interview withdrawn": "一次面接辞退",
        "- not_applied": "応募予定|検討中|気になる|未応募",
    },
    "Swedish": {
        "applied open": "Sökt|Ansökt|Ansökan skickad|Väntar på svar|Skickad",
        "applied? open": "Pågår",
        "interview open": "Intervju|Kallad till intervju|Andra intervjun",
        "offer offer": "Erbjudande",
        "applied? rejected": "Avslag|Nekad|Ej aktuell|Fick nej|Tjänsten tillsatt|Tyvärr",
        "interview rejected": "Avslag efter intervju",
        "applied no_reply": "Inget svar|Ej svar",
        "applied? withdrawn": "Tackat nej|Återtagen",
        "- not_applied": "Ska söka|Ej sökt",
    },
    "Danish and Norwegian": {
        "applied open": "Ansøgt|Søkt|Søknad sendt|Afventer svar",
        "interview open": "Samtale|Intervju|Innkalt til intervju",
        "applied? rejected": "Afslag|Avslag|Fik ikke jobbet|Dessverre",
        "applied no_reply": "Intet svar|Ikke svar",
    },
}

NAMED = [
    pytest.param(text, meaning, id=f"{language}: {text}")
    for language, meanings in CASES.items()
    for meaning, texts in meanings.items()
    for text in texts.split("|")
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_status_means_what_a_careful_reader_takes_it_to_mean(text: str, expected: str) -> None:
    """Stage, certainty and outcome of each text are those written beside it."""
    meaning = read_status(text)
    stage = (meaning.stage or "-") + ("?" if meaning.stage and not meaning.stage_known else "")

    assert f"{stage} {meaning.outcome}" == expected
