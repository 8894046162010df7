const api = {
  title: "Demande refusée",
  statuses: {
    "400": "Demande illisible",
    "401": "Jeton attendu",
    "403": "Interdit",
    "404": "Introuvable",
    "405": "Méthode refusée",
    "409": "Conflit",
    "415": "Format refusé",
    "422": "Demande refusée",
    "500": "Erreur interne",
    "503": "Indisponible",
  },
  problems: {
    token_required: {
      title: "Jeton attendu",
      detail: "Envoyez votre jeton dans l'en-tête Authorization : Bearer suivi du jeton.",
    },
    token_invalid: {
      title: "Jeton refusé",
      detail: "Ce jeton est inconnu, révoqué, ou sa structure n'est plus membre du pôle. Créez-en un autre.",
    },
    no_such_address: { title: "Introuvable", detail: "Il n'y a rien à cette adresse. Voyez /api/v1/openapi.json." },
    not_found: { title: "Introuvable", detail: "Cela n'existe pas, ou pas pour vous." },
    forbidden: { title: "Interdit", detail: "Votre rôle ne le permet pas." },
    insufficient_scope: {
      title: "Hors de la portée du jeton",
      detail: "Ce jeton n'a pas la portée {scope}. Créez-en un autre qui l'ait.",
    },
    free_now: { title: "C'est libre", detail: "Ce créneau est libre : réservez-le tout de suite." },
    offer_gone: {
      title: "Proposition passée",
      detail: "Cette place n'est plus proposée : elle est passée à d'autres.",
    },
    already_answered: { title: "Déjà répondu", detail: "Cette demande a déjà sa réponse." },
    answer_overdue: { title: "Trop tard", detail: "Le délai de réponse est passé : la demande a expiré." },
    earlier_month_open: {
      title: "Un mois d’avant est ouvert",
      detail:
        "Un mois d’avant n’est pas encore verrouillé : ce que celui-ci en reprend n’est pas connu. Verrouillez-le d’abord.",
    },
    paid_above_ceiling: {
      title: "Plus que le plafond",
      detail: "C’est plus que le plafond accordé, avec ce qui est déjà versé. Vérifiez le montant.",
    },
    nothing_paid: {
      title: "Rien n’est versé",
      detail: "Un acompte est au-dessus de zéro. Dites « last » : true si plus rien ne viendra.",
    },
    not_in_review: { title: "Pas en relecture", detail: "Ce mois n’est pas en relecture." },
    review_is_over: {
      title: "Relecture terminée",
      detail: "La date de relecture est passée : écrivez au pôle, il corrigera dans un mois suivant.",
    },
    amount_above_share: { title: "Montant trop grand", detail: "On ne conteste pas plus que sa part." },
    nothing_to_dispute: {
      title: "Rien à contester",
      detail: "Cette part n’est pas à payer : il n’y a rien à contester.",
    },
    already_disputed: {
      title: "Déjà contesté",
      detail: "Cette part est déjà contestée. Retirez la contestation, puis déposez-en une autre.",
    },
    is_disputed: {
      title: "Part contestée",
      detail: "Une part de ce décompte est contestée : retirez d’abord la contestation.",
    },
    amount_moved: {
      title: "Montant changé",
      detail: "Le montant n’est plus celui que vous avez lu. Relisez le décompte, puis répondez.",
    },
    already_decided: { title: "Déjà décidé", detail: "Cette contestation a déjà sa réponse." },
    granted_out_of_range: {
      title: "Montant hors de la contestation",
      detail: "On accorde de 0 au montant contesté, pas plus.",
    },
    granted_above_share: {
      title: "Plus que la part",
      detail: "Accordez au plus ce que vaut la part, moins ce qui en a déjà été rendu.",
    },
    month_locked: {
      title: "Mois verrouillé",
      detail: "Décidez quand le mois sera clos : la somme attend à part.",
    },
    words_missing: { title: "Sans explication", detail: "Dites pourquoi à qui a contesté." },
    not_open: { title: "Mois avancé", detail: "Ce mois n’est plus ouvert : il est déjà verrouillé ou clos." },
    not_locked: { title: "Mois non verrouillé", detail: "Verrouillez ce mois avant de le clore." },
    already_closed: { title: "Mois clos", detail: "Ce mois est clos : une correction se fait dans un mois suivant." },
    review_ends_too_early: {
      title: "Relecture trop courte",
      detail: "La relecture finirait avant de commencer : donnez un jour à venir.",
    },
    something_missing: { title: "Il manque quelque chose", detail: "Ce mois ne se verrouille pas encore : {missing}." },
    closing_under_way: { title: "Clôture en cours", detail: "Ce mois est en train d’être clos : attendez un instant." },
    entry_reversed: { title: "Déjà annulée", detail: "Cette écriture est déjà annulée, ou en annule une autre." },
    entry_of_document: {
      title: "Écriture d’un document",
      detail: "Cette écriture vient d’un document : corrigez-le, une nouvelle écriture suivra.",
    },
    entry_reused: {
      title: "Identifiant déjà pris",
      detail: "Cette clé a déjà servi à une autre écriture : recommencez avec une clé nouvelle.",
    },
    day_to_come: { title: "Jour à venir", detail: "Ce jour n’est pas encore venu." },
    account_exists: { title: "Compte déjà là", detail: "Ce numéro de compte existe déjà." },
    account_does_not_fit: {
      title: "Compte qui ne convient pas",
      detail: "Le compte donné à {role} ne peut pas servir à cela : voyez structures dans GET /ledger/accounts.",
    },
    account_has_balance: {
      title: "Compte non soldé",
      detail: "Le compte qui sert aujourd’hui à {role} n’est pas à zéro : soldez-le avant d’en changer.",
    },
    letter_settles: {
      title: "Lignes qui ne se soldent pas",
      detail: "Les lignes d’une lettre sont d’un même compte d’une même structure, et font zéro.",
    },
    lettered_once: { title: "Déjà lettrée", detail: "Une de ces lignes a déjà sa lettre : retirez-la d’abord." },
    cost_pools_name: { title: "Nom déjà pris", detail: "Un autre poste porte ce nom." },
    staff_loan_agreed: {
      title: "Convention attendue",
      detail: "Un prêt de main-d’œuvre a une convention : donnez agreement et agreedOn.",
    },
    staff_loan_by_principal: {
      title: "Pour le compte du pôle",
      detail: "Un prêt de main-d’œuvre se fait au nom du pôle : actsAs est principal.",
    },
    staff_loan_nature: {
      title: "Charges d’une autre nature",
      detail: "Autre chose que des salaires, charges sociales et frais est déjà imputé à ce poste.",
    },
    pool_has_open_charges: {
      title: "Charges en cours",
      detail: "Des charges approuvées de ce poste attendent une clôture : changez sa façon de compter ensuite.",
    },
    participant_bore: {
      title: "A déjà porté une part",
      detail: "Une structure qui a porté une part ne s’efface pas : donnez-lui un dernier jour.",
    },
    participates_once: {
      title: "Deux fois le même jour",
      detail: "Une structure participerait deux fois le même jour.",
    },
    no_participants: {
      title: "Personne n’y participe",
      detail: "Nommez qui participe (participants), ou tous les membres (everyone).",
    },
    key_cannot_share: { title: "Clé impossible", detail: "Cette clé ne peut rien répartir : {reasons}." },
    key_version_served: {
      title: "Version qui a servi",
      detail:
        "Un mois clos a été réparti par cette clé jusqu’au {until} : donnez-en une nouvelle à partir du lendemain.",
    },
    key_begins_that_day: {
      title: "Même jour",
      detail: "Une autre version de la clé commence ce jour-là : changez-la.",
    },
    reading_month_locked: {
      title: "Mois verrouillé",
      detail: "Ce mois est verrouillé ou clos : ses relevés ne changent plus.",
    },
    calls_made: {
      title: "Appels déjà faits",
      detail: "Des appels de cette année sont faits pour ces postes : leur nombre reste, et un budget aussi.",
    },
    decided_meanwhile: { title: "Déjà décidé", detail: "Ce financement a déjà sa réponse : relisez-le." },
    notified_already: {
      title: "Décision déjà saisie",
      detail: "La même décision du même financeur est déjà saisie pour ce poste : elle serait déduite deux fois.",
    },
    paid_before_notified: { title: "Date trop ancienne", detail: "Le paiement viendrait avant la notification." },
    no_band: { title: "Barème vide", detail: "Donnez au moins une tranche." },
    last_band_open: { title: "Dernière tranche", detail: "La dernière tranche n’a pas de fin : upTo est null." },
    bands_out_of_order: { title: "Tranches en désordre", detail: "Les tranches vont en montant." },
    amount_not_whole: {
      title: "Montant refusé",
      detail: "Chaque cotisation est un nombre entier de centimes, 0 ou plus.",
    },
    flat_has_one_band: { title: "Une seule tranche", detail: "Une cotisation unique n’a qu’une tranche." },
    scale_called: {
      title: "Barème appelé",
      detail: "Les cotisations de cette année sont appelées : le barème ne change plus.",
    },
    fees_called: { title: "Rien à appeler", detail: "Toutes les cotisations que l’on connaît sont appelées." },
    fees_moved: {
      title: "Montants changés",
      detail: "Les cotisations ne sont plus celles que vous avez lues. Relisez, puis recommencez.",
    },
    charge_refused: { title: "Charge refusée", detail: "Cette charge ne peut pas être prise ainsi : {reason}." },
    nothing_due: { title: "Rien à appeler", detail: "Il ne reste rien à appeler pour ce mois." },
    calls_moved: {
      title: "Montants changés",
      detail: "Les appels ne sont plus ceux que vous avez lus. Relisez, puis recommencez.",
    },
    due_too_early: { title: "Échéance trop proche", detail: "L’échéance vient avant l’appel." },
    ends_before_start: { title: "Période à l'envers", detail: "La fin vient avant le début." },
    session_past: {
      title: "Séance commencée",
      detail: "Cette séance a commencé ou est terminée : elle ne s'annule plus.",
    },
    unknown_unit: { title: "Unité inconnue", detail: "Une de ces unités n'est pas de cette ressource." },
    changed_meanwhile: {
      title: "Changé entre-temps",
      detail:
        "Quelqu'un l'a changé depuis la version que vous avez lue. Relisez, puis recommencez : la version d'aujourd'hui est {version}.",
    },
    not_ready: {
      title: "Rien à confirmer",
      detail:
        "Une ligne au moins est à corriger, ou aucune n'a rien à faire : voyez les lignes de l'import, puis envoyez le fichier corrigé.",
    },
    weights_make_100: {
      title: "Points à revoir",
      detail: "Les critères d'un lot ne font pas 100 points : ajustez-les.",
    },
    need_is_published: {
      title: "Besoin publié",
      detail: "Ce besoin est publié : il se modifie par un additif (POST /needs/…/addenda).",
    },
    other_photos: {
      title: "Ce ne sont pas ces photographies",
      detail: "Nommez toutes les photographies de la ressource, chacune une fois : elles sont dans photoIds.",
    },
    unknown_reference: {
      title: "Référence inconnue",
      detail:
        "Une structure, un lieu ou une ressource nommés ici ne sont pas de ce pôle, ou ne peuvent pas servir à cela.",
    },
    already_exists: { title: "Déjà fait", detail: "Cet identifiant est déjà pris par autre chose." },
    already_shown: {
      title: "Déjà montré",
      detail: "Ce lien est déjà créé. Son adresse ne se montre qu'une fois : retirez-le et créez-en un autre.",
    },
    too_many_links: {
      title: "Trop de liens",
      detail: "Vous avez déjà beaucoup de liens. Retirez-en un qui ne sert plus.",
    },
    method_not_allowed: {
      title: "Méthode refusée",
      detail: "Cette adresse ne connaît pas cette méthode. L'en-tête Allow donne celles qu'elle connaît.",
    },
    json_expected: { title: "JSON attendu", detail: "Envoyez du JSON, avec l'en-tête Content-Type: application/json." },
    multipart_expected: {
      title: "Fichier attendu",
      detail: "Envoyez du multipart/form-data, avec le fichier dans la partie file.",
    },
    invalid_multipart: {
      title: "Envoi illisible",
      detail: "Le corps de la demande n'est pas du multipart/form-data bien formé.",
    },
    invalid_json: { title: "JSON illisible", detail: "Le corps de la demande n'est pas du JSON bien formé, en UTF-8." },
    invalid_input: { title: "Champs à corriger", detail: "Un champ au moins est à corriger : voyez errors." },
    bad_idempotency_key: {
      title: "Clé illisible",
      detail: "Idempotency-Key compte de 1 à 200 caractères ASCII visibles, sans espace.",
    },
    idempotency_key_reused: {
      title: "Clé déjà utilisée",
      detail: "Cette Idempotency-Key a servi à une autre demande. Prenez-en une nouvelle.",
    },
    in_progress: {
      title: "Demande en cours",
      detail: "La même demande est en cours. Recommencez dans un instant avec la même clé.",
    },
    period_too_long: {
      title: "Période trop longue",
      detail: "{days, plural, one {Demandez # jour au plus.} other {Demandez # jours au plus.}}",
    },
    unknown_rrule: {
      title: "Répétition inconnue",
      detail:
        "rrule s'écrit comme RFC 5545, sans DTSTART, par exemple FREQ=WEEKLY;BYDAY=MO,TH;COUNT=10 : DAILY, WEEKLY avec BYDAY, MONTHLY avec BYMONTHDAY ou BYDAY=1MO, INTERVAL, puis COUNT ou UNTIL=20270630.",
    },
    not_all: {
      title: "Rien n'est réservé",
      detail: "Une chose au moins ne peut pas être réservée : voyez errors. Rien ne l'est.",
    },
    same_day: {
      title: "Deux fois le même jour",
      detail: "Deux jours de la semaine deviendraient le même.",
    },
    basket_full: {
      title: "C'est trop à la fois",
      detail: "Réservez {most} choses au plus à la fois, ce qui va avec compris.",
    },
    already_used: {
      title: "Identifiant déjà pris",
      detail: "Cette réservation groupée existe déjà, pour quelqu'un d'autre.",
    },
    offline: { title: "Base injoignable", detail: "La base de données ne répond pas. Recommencez dans un instant." },
    internal_error: {
      title: "Erreur interne",
      detail: "Quelque chose a cassé chez nous. Donnez-nous la référence « instance » de cette réponse.",
    },
  },
  undo: {
    slot_taken_since: "L'ancien créneau a été pris entre-temps : la réservation reste où elle est.",
    free_minutes_taken:
      "Les heures gratuites de l'ancien créneau ont servi à une autre réservation entre-temps : celle-ci reste où elle est. Déplacez-la de nouveau, le prix s'affiche avant.",
    too_late_to_restore:
      "Un déplacement se défait dans les {minutes} minutes qui suivent, tant que rien d'autre n'a changé. Déplacez-la de nouveau.",
  },
  fields: {
    required: "Ce champ est attendu.",
    type: "Valeur de type {expected} attendue.",
    too_long: "{count, plural, one {# caractère au plus.} other {# caractères au plus.}}",
    too_short: "{count, plural, one {# caractère au moins.} other {# caractères au moins.}}",
    too_many: "{count, plural, one {# valeur au plus.} other {# valeurs au plus.}}",
    too_big: "{limit} au plus.",
    too_small: "{limit} au moins.",
    instant: "Instant attendu, avec son décalage : 2026-11-26T14:00:00+01:00.",
    date: "Date attendue : 2026-11-26.",
    id: "Identifiant attendu (UUID en minuscules).",
    format: "Cette valeur n'est pas comprise.",
    unknown: "Ce champ est inconnu.",
    one_of: "Une de ces valeurs est attendue : {values}.",
    no_show_invalid: "De 5 à 1 440 minutes, ou null.",
    hours_thrice: "Un jour s'ouvre en deux fois au plus.",
    customer_twice: "Cette clientèle a déjà son tarif plus haut.",
    order: "La fin vient avant le début.",
    two_prices: "Le prix est déjà un critère de ce lot.",
    above_scale: "La note minimale va de 0 à la note la plus haute.",
    not_of_need: "Ce lot ou ce critère n'est pas de ce besoin.",
    lot_twice: "Ce lot est nommé deux fois.",
    not_member: "Cette structure n'est pas du groupement, ou n'a pas encore accepté d'en être.",
    email: "Adresse attendue, comme prenom@structure.fr.",
    not_of_answer: "Ce lot ou ce critère n'est pas de ce besoin, ou pas de cette réponse.",
    cursor: "Ce curseur ne vient pas de cette liste. Repartez de la première page.",
  },
  document: {
    title: "API de Grappe",
    description:
      "Tout ce qu'une page peut faire, l'API le peut. Un jeton agit pour une personne, au nom d'une structure, dans un pôle. Les instants portent leur décalage ; les montants sont en centimes, taxes comprises.",
    token: "Jeton d'API : npm run --silent token -- --email … --structure …",
    idempotencyKey:
      "Une clé par écriture : la même demande envoyée deux fois n'est faite qu'une fois et reçoit la première réponse.",
    success: "Fait",
    created: "Créé",
    location: "Adresse de ce qui est créé",
    replayed: "true quand la réponse est celle d'une demande déjà faite",
  },
};
export default api;
