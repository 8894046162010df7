-- The books: double entry in cents, sealed, numbered without gap, chained by hashes, only ever added to.
-- See server/ledger/README.md and docs/decisions/0015-the-ledger.md.

-- The accounts that a pôle begins with: 127 of an association that runs a pôle, after the ANC's rules (general chart;
-- regulation 2018-06 for associations), written for this project, CC0-1.0, to be confirmed by an accountant; and 6068.
-- `auxiliary`: whether lines belong to a structure's own account under it: all of them, some, none.
create table chart_accounts (
  number text primary key,
  label text not null,
  use text not null,
  auxiliary text not null
);
insert into chart_accounts values
  ('102', 'Fonds propres sans droit de reprise', '', 'none'),
  ('103', 'Fonds propres avec droit de reprise', '', 'none'),
  ('106', 'Réserves', '', 'none'),
  ('1068', 'Réserves pour projet de l’entité', '', 'none'),
  ('108', 'Dotations consomptibles', '', 'none'),
  ('110', 'Report à nouveau (solde créditeur)', '', 'none'),
  ('119', 'Report à nouveau (solde débiteur)', '', 'none'),
  ('120', 'Excédent de l’exercice', '', 'none'),
  ('129', 'Déficit de l’exercice', '', 'none'),
  ('131', 'Subventions d’investissement octroyées', 'matériel partagé acheté avec une subvention', 'none'),
  ('139', 'Subventions d’investissement inscrites au compte de résultat', '', 'none'),
  ('151', 'Provisions pour risques', '', 'none'),
  ('164', 'Emprunts auprès des établissements de crédit', '', 'none'),
  ('165', 'Dépôts et cautionnements reçus', 'cautions de réservation', 'none'),
  ('168', 'Autres emprunts et dettes assimilées', '', 'none'),
  ('194', 'Fonds dédiés sur subventions d’exploitation', 'subvention fléchée non encore employée', 'none'),
  ('195', 'Fonds dédiés sur contributions financières d’autres organismes', '', 'none'),
  ('196', 'Fonds dédiés sur ressources liées à la générosité du public', '', 'none'),
  ('205', 'Concessions, brevets, licences, logiciels', '', 'none'),
  ('213', 'Constructions', '', 'none'),
  ('2154', 'Matériel', 'matériel partagé', 'none'),
  ('2181', 'Installations générales, agencements, aménagements divers', '', 'none'),
  ('2182', 'Matériel de transport', 'véhicules partagés', 'none'),
  ('2183', 'Matériel de bureau et matériel informatique', '', 'none'),
  ('2184', 'Mobilier', '', 'none'),
  ('275', 'Dépôts et cautionnements versés', '', 'none'),
  ('280', 'Amortissements des immobilisations incorporelles', '', 'none'),
  ('281', 'Amortissements des immobilisations corporelles', '', 'none'),
  ('401', 'Fournisseurs', '', 'none'),
  ('404', 'Fournisseurs d’immobilisations', '', 'none'),
  ('408', 'Fournisseurs, factures non parvenues', 'charges à répartir, facture attendue', 'none'),
  ('4091', 'Fournisseurs, avances et acomptes versés', '', 'none'),
  ('411', 'Adhérents, usagers et clients', 'membres du pôle, un auxiliaire par structure', 'all'),
  ('416', 'Créances douteuses ou litigieuses', 'part contestée', 'all'),
  ('418', 'Usagers, produits non encore facturés', '', 'none'),
  ('4191', 'Usagers, avances et acomptes reçus', 'appels de provisions', 'none'),
  ('421', 'Personnel, rémunérations dues', '', 'none'),
  ('428', 'Personnel, charges à payer et produits à recevoir', '', 'none'),
  ('431', 'Sécurité sociale', '', 'none'),
  ('437', 'Autres organismes sociaux', '', 'none'),
  ('441', 'État et collectivités, subventions et aides à recevoir', 'subvention notifiée', 'none'),
  ('44551', 'TVA à décaisser', '', 'none'),
  ('44562', 'TVA déductible sur immobilisations', '', 'none'),
  ('44566', 'TVA déductible sur autres biens et services', '', 'none'),
  ('44567', 'Crédit de TVA à reporter', '', 'none'),
  ('44571', 'TVA collectée', '', 'none'),
  ('447', 'Autres impôts, taxes et versements assimilés', '', 'none'),
  ('451', 'Confédération, fédération, union et entités affiliées', 'réseau de pôles', 'none'),
  ('455', 'Partenaires, comptes courants', '', 'none'),
  ('467', 'Débiteurs divers et créditeurs divers', 'pôle mandataire : fonds détenus pour le compte d’autrui', 'some'),
  ('468', 'Divers, charges à payer et produits à recevoir', '', 'none'),
  ('471', 'Compte d’attente', 'ligne de banque non rapprochée', 'none'),
  ('486', 'Charges constatées d’avance', '', 'none'),
  ('487', 'Produits constatés d’avance', '', 'none'),
  ('491', 'Dépréciations des comptes d’usagers', '', 'none'),
  ('511', 'Valeurs à l’encaissement', 'paiements par carte en cours de versement', 'none'),
  ('512', 'Banques', '', 'none'),
  ('530', 'Caisse', '', 'none'),
  ('580', 'Virements internes', '', 'none'),
  ('604', 'Achats d’études et prestations de services', '', 'none'),
  ('6061', 'Fournitures non stockables (eau, énergie)', '', 'none'),
  ('6063', 'Fournitures d’entretien et de petit équipement', '', 'none'),
  ('6064', 'Fournitures administratives', '', 'none'),
  ('611', 'Sous-traitance générale', '', 'none'),
  ('613', 'Locations', '', 'none'),
  ('6132', 'Locations immobilières', 'loyer du pôle', 'none'),
  ('6135', 'Locations mobilières', '', 'none'),
  ('614', 'Charges locatives et de copropriété', '', 'none'),
  ('615', 'Entretien et réparations', '', 'none'),
  ('616', 'Primes d’assurances', '', 'none'),
  ('618', 'Divers', '', 'none'),
  ('621', 'Personnel extérieur à l’entité', 'mise à disposition reçue', 'none'),
  ('622', 'Rémunérations d’intermédiaires et honoraires', '', 'none'),
  ('623', 'Publicité, publications, relations publiques', '', 'none'),
  ('625', 'Déplacements, missions et réceptions', '', 'none'),
  ('626', 'Frais postaux et de télécommunications', '', 'none'),
  ('627', 'Services bancaires et assimilés', 'frais d’impayé', 'none'),
  ('628', 'Divers', '', 'none'),
  ('631', 'Impôts, taxes et versements assimilés sur rémunérations', '', 'none'),
  ('635', 'Autres impôts, taxes et versements assimilés', '', 'none'),
  ('641', 'Rémunérations du personnel', 'emplois mutualisés', 'none'),
  ('645', 'Charges de sécurité sociale et de prévoyance', 'emplois mutualisés', 'none'),
  ('648', 'Autres charges de personnel', '', 'none'),
  ('651', 'Redevances pour concessions, brevets, licences, logiciels', '', 'none'),
  ('654', 'Pertes sur créances irrécouvrables', '', 'none'),
  ('657', 'Aides financières', '', 'none'),
  ('6571', 'Aides financières octroyées', '', 'none'),
  ('658', 'Charges diverses de gestion courante', '', 'none'),
  ('661', 'Charges d’intérêts', '', 'none'),
  ('671', 'Charges exceptionnelles', '', 'none'),
  ('681', 'Dotations aux amortissements, aux dépréciations et aux provisions, charges d’exploitation', '', 'none'),
  ('689', 'Reports en fonds dédiés', '', 'none'),
  ('6894', 'Reports en fonds dédiés sur subventions d’exploitation', '', 'none'),
  ('6895', 'Reports en fonds dédiés sur contributions financières d’autres organismes', '', 'none'),
  ('695', 'Impôts sur les bénéfices', '', 'none'),
  ('706', 'Prestations de services', '', 'none'),
  ('707', 'Ventes de marchandises', '', 'none'),
  ('708', 'Produits des activités annexes', '', 'none'),
  ('7083', 'Locations diverses', 'salles, véhicules, matériel', 'none'),
  ('7084', 'Mise à disposition de personnel facturée', 'prêt de main-d’œuvre au coût exact', 'none'),
  ('7085', 'Ports et frais accessoires facturés', '', 'none'),
  ('7088', 'Autres produits d’activités annexes', 'quotes-parts de charges au prix coûtant', 'none'),
  ('709', 'Rabais, remises et ristournes accordés', '', 'none'),
  ('730', 'Concours publics', '', 'none'),
  ('741', 'Subventions d’exploitation', '', 'none'),
  ('754', 'Ressources liées à la générosité du public', '', 'none'),
  ('7541', 'Dons manuels', '', 'none'),
  ('7542', 'Mécénats', '', 'none'),
  ('755', 'Contributions financières', '', 'none'),
  ('7551', 'Contributions financières d’autres organismes', '', 'none'),
  ('756', 'Cotisations', '', 'none'),
  ('7561', 'Cotisations sans contrepartie', '', 'none'),
  ('7562', 'Cotisations avec contrepartie', '', 'none'),
  ('758', 'Produits divers de gestion courante', '', 'none'),
  ('768', 'Autres produits financiers', '', 'none'),
  ('771', 'Produits exceptionnels', '', 'none'),
  ('781', 'Reprises sur amortissements, dépréciations et provisions, produits d’exploitation', '', 'none'),
  ('789', 'Utilisations de fonds dédiés', '', 'none'),
  ('7894', 'Utilisations de fonds dédiés sur subventions d’exploitation', '', 'none'),
  ('7895', 'Utilisations de fonds dédiés sur contributions financières d’autres organismes', '', 'none'),
  ('860', 'Secours en nature', '', 'none'),
  ('861', 'Mises à disposition gratuite de biens', 'salle ou matériel prêtés', 'none'),
  ('862', 'Prestations', '', 'none'),
  ('864', 'Personnel bénévole', '', 'none'),
  ('870', 'Dons en nature', '', 'none'),
  ('871', 'Prestations en nature', '', 'none'),
  ('875', 'Bénévolat', '', 'none'),
  ('6068', 'Autres matières et fournitures', '', 'none');
-- What stands for an account where entries are written, and the account that it is to begin with.
create table chart_roles (
  role text primary key,
  number text not null references chart_accounts
);
insert into chart_roles values
  ('suppliers', '401'), ('members', '411'), ('disputed', '416'), ('member_advances', '467'), ('calls', '4191'),
  ('subsidies_receivable', '441'), ('subsidies', '741'), ('shares', '7088'), ('staff_loan_shares', '7084'), ('fees', '756'),
  ('agent', '467'), ('bank', '512'), ('suspense', '471'), ('pole_own', '658'), ('opening', '110');

-- One row a pôle: the head of its chain, and the lock under which entries are written one after the other.
create table ledgers (
  pole_id uuid primary key references poles,
  last_position bigint not null default 0,
  last_hash text not null default repeat('0', 64),
  -- Of the association that keeps the books: the name of its FEC.
  siren text check (siren ~ '^[0-9]{9}$')
);
-- The last number given, by year.
create table entry_numbers (
  pole_id uuid not null references poles,
  fiscal_year integer not null,
  last integer not null,
  primary key (pole_id, fiscal_year)
);

create table accounts (
  id uuid primary key default gen_random_uuid(),
  pole_id uuid not null references poles,
  number text not null check (number ~ '^[1-8][0-9A-Z]{2,11}$'),
  label text not null check (length(btrim(label)) between 1 and 160 and label !~ '[\t\r\n|]'),
  auxiliary text not null default 'none' check (auxiliary in ('none', 'some', 'all')),
  unique (pole_id, id),
  unique (pole_id, number)
);
create table account_roles (
  pole_id uuid not null,
  role text not null references chart_roles,
  account_id uuid not null,
  primary key (pole_id, role),
  foreign key (pole_id, account_id) references accounts (pole_id, id)
);

create table entries (
  id uuid primary key,
  pole_id uuid not null references poles,
  period_id uuid not null,
  -- Charges; shares, fees and calls; bank; the rest; opening.
  journal text not null check (journal in ('AC', 'VT', 'BQ', 'OD', 'AN')),
  -- Its year, its number in the year, its place in the chain of the pôle: given by the database.
  fiscal_year integer not null default 0,
  number integer not null default 0,
  position bigint not null default 0,
  -- A day of its period; the document's own may be another.
  date date not null,
  piece_ref text not null check (length(btrim(piece_ref)) between 1 and 60 and piece_ref !~ '[\t\r\n|]'),
  piece_date date not null,
  label text not null check (length(btrim(label)) between 1 and 200 and label !~ '[\t\r\n|]'),
  -- What it was written for: a charge, a call, the closing of a month, a payment…
  source_kind text check (source_kind ~ '^[a-z_]{1,40}$'),
  source_id uuid,
  reverses uuid,
  reason text not null default '' check (length(reason) <= 500),
  person_id uuid references people,
  idempotency_key text check (length(idempotency_key) between 1 and 200),
  request_sha256 text check (request_sha256 ~ '^[0-9a-f]{64}$'),
  posted_at timestamptz not null default now(),
  unique (pole_id, id),
  constraint entry_number unique (pole_id, fiscal_year, number),
  constraint entry_position unique (pole_id, position),
  constraint entry_reversed_once unique (reverses),
  constraint entry_posted_once unique (pole_id, idempotency_key),
  foreign key (pole_id, period_id) references periods (pole_id, id),
  foreign key (pole_id, reverses) references entries (pole_id, id),
  check ((source_kind is null) = (source_id is null)),
  check ((idempotency_key is null) or (request_sha256 is not null)),
  constraint reversal_says_why check ((reverses is null) or length(btrim(reason)) > 0)
);
create index entries_period on entries (period_id, position);
create index entries_journal on entries (pole_id, journal, position);
create index entries_source on entries (source_id) where source_id is not null;

create table postings (
  entry_id uuid not null,
  line smallint not null check (line >= 1),
  pole_id uuid not null,
  account_id uuid not null,
  structure_id uuid,
  -- A cost pool: what the line is of, for the sums by pool. The ledger knows no more of it.
  pool_id uuid,
  -- Debit above zero, credit under it.
  cents bigint not null check (cents <> 0),
  label text not null default '' check (length(label) <= 200 and label !~ '[\t\r\n|]'),
  -- Its entry's, copied by the database for the order of accounts; and whether it is on a structure's own account.
  period_id uuid not null,
  date date not null,
  position bigint not null,
  auxiliary boolean not null,
  primary key (entry_id, line),
  foreign key (pole_id, entry_id) references entries (pole_id, id),
  foreign key (pole_id, account_id) references accounts (pole_id, id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id)
);
create index postings_account on postings (account_id, position);
create index postings_structure on postings (structure_id, date, position) where auxiliary;
create index postings_pool on postings (pool_id, period_id) where pool_id is not null;

-- The seal of an entry: its content, its postings and the hash before, in one hash. From then on it takes no posting.
create table entry_seals (
  entry_id uuid primary key,
  pole_id uuid not null,
  position bigint not null,
  previous_hash text not null,
  hash text not null,
  unique (pole_id, position),
  foreign key (pole_id, entry_id) references entries (pole_id, id)
);

-- Sums of postings, kept with them: by account, structure and period.
create table balances (
  pole_id uuid not null,
  period_id uuid not null,
  account_id uuid not null,
  structure_id uuid,
  debit_cents bigint not null default 0,
  credit_cents bigint not null default 0,
  postings bigint not null default 0,
  auxiliary boolean not null,
  constraint balances_key unique nulls not distinct (account_id, period_id, structure_id),
  foreign key (pole_id, period_id) references periods (pole_id, id),
  foreign key (pole_id, account_id) references accounts (pole_id, id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id)
);
create index balances_period on balances (pole_id, period_id);
create index balances_structure on balances (structure_id, account_id) where structure_id is not null;

-- Lines that settle each other, to zero, on one account of one structure. A mark that may be taken off again.
create table letterings (
  id uuid primary key,
  pole_id uuid not null,
  account_id uuid not null,
  structure_id uuid,
  -- AA, AB… of the account.
  code text not null check (code ~ '^[A-Z]{2,4}$'),
  automatic boolean not null,
  person_id uuid references people,
  at timestamptz not null default now(),
  unique (pole_id, id),
  constraint letter_code unique nulls not distinct (account_id, structure_id, code),
  foreign key (pole_id, account_id) references accounts (pole_id, id),
  foreign key (pole_id, structure_id) references memberships (pole_id, structure_id)
);
create index letterings_structure on letterings (structure_id) where structure_id is not null;
create table lettered_postings (
  entry_id uuid not null,
  line smallint not null,
  pole_id uuid not null,
  lettering_id uuid not null,
  constraint lettered_once primary key (entry_id, line),
  foreign key (entry_id, line) references postings (entry_id, line),
  foreign key (pole_id, lettering_id) references letterings (pole_id, id) on delete cascade
);
create index lettered_postings_lettering on lettered_postings (lettering_id);

-- What the check of the books found, each time.
create table ledger_checks (
  id uuid primary key,
  pole_id uuid not null references poles,
  -- Null at night.
  person_id uuid references people,
  at timestamptz not null default clock_timestamp(),
  entries bigint not null,
  postings bigint not null,
  last_position bigint not null,
  last_hash text not null,
  faults integer not null,
  milliseconds integer not null,
  unique (pole_id, id)
);
create index ledger_checks_last on ledger_checks (pole_id, at desc);
create table ledger_faults (
  id uuid primary key default gen_random_uuid(),
  pole_id uuid not null,
  check_id uuid not null,
  kind text not null,
  entry_id uuid,
  account_id uuid,
  structure_id uuid,
  period_id uuid,
  -- The pools it concerns; none where it cannot be said: then all of them.
  pool_ids uuid[] not null default '{}',
  expected text not null default '',
  found text not null default '',
  foreign key (pole_id, check_id) references ledger_checks (pole_id, id)
);
create index ledger_faults_check on ledger_faults (check_id);

-- Every pôle has its books from its first day.
create function app.open_ledger() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into ledgers (pole_id) values (new.id);
  insert into accounts (pole_id, number, label, auxiliary) select new.id, c.number, c.label, c.auxiliary from chart_accounts c;
  insert into account_roles (pole_id, role, account_id)
    select new.id, r.role, a.id from chart_roles r join accounts a on a.pole_id = new.id and a.number = r.number;
  return null;
end $$;
create trigger open_ledger after insert on poles for each row execute function app.open_ledger();
insert into ledgers (pole_id) select id from poles;
insert into accounts (pole_id, number, label, auxiliary)
  select p.id, c.number, c.label, c.auxiliary from poles p cross join chart_accounts c;
insert into account_roles (pole_id, role, account_id)
  select a.pole_id, r.role, a.id from chart_roles r join accounts a on a.number = r.number;

-- An account keeps its number, and how it is kept, once something is posted to it.
create function app.keep_account() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (new.id, new.pole_id) is distinct from (old.id, old.pole_id)
     or ((new.number, new.auxiliary) is distinct from (old.number, old.auxiliary)
         and exists (select from balances b where b.account_id = old.id)) then
    raise exception 'Something is posted to this account.' using errcode = 'restrict_violation', constraint = 'account_is_used';
  end if;
  return new;
end $$;
create trigger keep_account before update on accounts for each row execute function app.keep_account();

-- The account of a number; under 6 and 7 it is made where it is missing, named after the one above it.
create function app.account_numbered(wanted text) returns uuid
  language plpgsql security definer set search_path = public, pg_temp as $$
declare pole uuid := app.pole_id(); account uuid;
begin
  if not app.keeps_books() then return null; end if;
  select a.id into account from accounts a where a.pole_id = pole and a.number = wanted;
  if account is null and wanted ~ '^[67][0-9]{2,7}$' then
    insert into accounts (pole_id, number, label)
      select pole, wanted, coalesce(
        (select a.label from accounts a where a.pole_id = pole and starts_with(wanted, a.number) order by length(a.number) desc limit 1),
        'Compte ' || wanted)
      on conflict (pole_id, number) do nothing;
    select a.id into account from accounts a where a.pole_id = pole and a.number = wanted;
  end if;
  return account;
end $$;
grant execute on function app.account_numbered(text) to grappe_app;

-- Takes the pôle's books: entries are written one after the other, in the order of their numbers.
create function app.lock_ledger() returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app.keeps_books() then
    perform from ledgers where pole_id = app.pole_id() for update;
  end if;
end $$;
grant execute on function app.lock_ledger() to grappe_app;

-- What an entry and a posting are, as one text each: what the hash is taken of, when sealing and when checking.
create function app.entry_text(e entries) returns text
  language sql stable parallel safe as $$
  select jsonb_build_array(e.id, e.pole_id, e.period_id, e.journal, e.fiscal_year, e.number, e.position, e.date, e.piece_ref, e.piece_date,
    e.label, e.source_kind, e.source_id, e.reverses, e.reason, e.person_id, e.idempotency_key, e.request_sha256,
    to_char(e.posted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'))::text
$$;
create function app.posting_text(p postings, number text) returns text
  language sql stable parallel safe as $$
  select jsonb_build_array(p.line, p.account_id, number, p.structure_id, p.pool_id, p.cents, p.label)::text
$$;
create function app.chained_hash(previous text, entry text, lines text) returns text
  language sql immutable parallel safe as $$
  select encode(sha256(convert_to(previous || E'\n' || entry || E'\n' || lines, 'UTF8')), 'hex')
$$;

-- An entry takes its number while the books are held. Its period is held too: nobody closes it meanwhile.
create function app.number_entry() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare period periods; undone entries;
begin
  select * into period from periods p where p.pole_id = new.pole_id and p.id = new.period_id for share;
  if not found then
    raise exception 'No such period.' using errcode = 'foreign_key_violation', constraint = 'entries_pole_id_period_id_fkey';
  end if;
  if period.state = 'closed' then
    raise exception 'The period is closed.' using errcode = 'restrict_violation', constraint = 'period_is_closed';
  end if;
  if new.date not between period.starts_on and period.ends_on then
    raise exception 'An entry is of a day of its period.' using errcode = 'check_violation', constraint = 'entry_in_period';
  end if;
  if new.reverses is not null then
    select * into undone from entries e where e.pole_id = new.pole_id and e.id = new.reverses;
    if undone.reverses is not null then
      raise exception 'A reversal is not reversed.' using errcode = 'check_violation', constraint = 'reversal_is_last';
    end if;
  end if;
  perform from ledgers l where l.pole_id = new.pole_id for update;
  new.fiscal_year := extract(year from period.starts_on);
  new.number := coalesce((select e.number from entries e where e.pole_id = new.pole_id and e.fiscal_year = new.fiscal_year
                           order by e.number desc limit 1), 0) + 1;
  new.position := coalesce((select e.position from entries e where e.pole_id = new.pole_id
                             order by e.position desc limit 1), 0) + 1;
  -- The clock once the books are held: validated in the order of numbers. Only who owns the database tells of the past.
  if session_user = 'grappe_app' then
    new.posted_at := clock_timestamp();
    new.person_id := coalesce(app.person_id(), new.person_id);
  end if;
  return new;
end $$;
create trigger number_entry before insert on entries for each row execute function app.number_entry();

-- A posting comes with its entry, in the same transaction, or never.
create function app.place_posting() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare e entries; kept text;
begin
  select * into e from entries where id = new.entry_id and pole_id = new.pole_id;
  if not found then
    raise exception 'No such entry.' using errcode = 'foreign_key_violation', constraint = 'postings_pole_id_entry_id_fkey';
  end if;
  if exists (select from entry_seals s where s.entry_id = e.id) then
    raise exception 'The entry is sealed.' using errcode = 'restrict_violation', constraint = 'entry_is_sealed';
  end if;
  select a.auxiliary into kept from accounts a where a.id = new.account_id and a.pole_id = new.pole_id;
  if kept = 'all' and new.structure_id is null then
    raise exception 'A line of this account is of a structure.' using errcode = 'check_violation', constraint = 'posting_of_structure';
  end if;
  new.period_id := e.period_id;
  new.date := e.date;
  new.position := e.position;
  new.auxiliary := kept <> 'none' and new.structure_id is not null;
  return new;
end $$;
create trigger place_posting before insert on postings for each row execute function app.place_posting();

create function app.keep_balances() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into balances as b (pole_id, period_id, account_id, structure_id, auxiliary, debit_cents, credit_cents, postings)
    select pole_id, period_id, account_id, structure_id, auxiliary,
           coalesce(sum(cents) filter (where cents > 0), 0), coalesce(-sum(cents) filter (where cents < 0), 0), count(*)
      from added group by pole_id, period_id, account_id, structure_id, auxiliary
    on conflict on constraint balances_key do update
      set debit_cents = b.debit_cents + excluded.debit_cents,
          credit_cents = b.credit_cents + excluded.credit_cents,
          postings = b.postings + excluded.postings;
  return null;
end $$;
create trigger keep_balances after insert on postings referencing new table as added
  for each statement execute function app.keep_balances();

-- At the end of its transaction an entry is whole, or nothing of it is kept.
create function app.seal_entry() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare lines text; many integer; total numeric; head ledgers; this_hash text;
begin
  select string_agg(app.posting_text(p, a.number), E'\n' order by p.line), count(*), coalesce(sum(p.cents), 0)
    into lines, many, total
    from postings p join accounts a on a.id = p.account_id where p.entry_id = new.id;
  if many < 2 then
    raise exception 'An entry has two postings at least.' using errcode = 'check_violation', constraint = 'entry_has_postings';
  end if;
  if total <> 0 then
    raise exception 'Debits and credits differ.' using errcode = 'check_violation', constraint = 'entry_balances';
  end if;
  if new.reverses is not null and exists (
    select from (select account_id, structure_id, pool_id, cents from postings where entry_id = new.id
                 union all select account_id, structure_id, pool_id, cents from postings where entry_id = new.reverses) both_entries
     group by account_id, structure_id, pool_id having sum(cents) <> 0) then
    raise exception 'A reversal takes back the whole of its entry.' using errcode = 'check_violation', constraint = 'reversal_mirrors';
  end if;
  select * into head from ledgers where pole_id = new.pole_id for update;
  if new.position <> head.last_position + 1 then
    raise exception 'An entry is missing in the chain.' using errcode = 'check_violation', constraint = 'entry_position';
  end if;
  this_hash := app.chained_hash(head.last_hash, app.entry_text(new), lines);
  insert into entry_seals values (new.id, new.pole_id, new.position, head.last_hash, this_hash);
  update ledgers set last_position = new.position, last_hash = this_hash where pole_id = new.pole_id;
  insert into entry_numbers values (new.pole_id, new.fiscal_year, new.number)
    on conflict (pole_id, fiscal_year) do update set last = excluded.last;
  return null;
end $$;
create constraint trigger seal_entry after insert on entries
  deferrable initially deferred for each row execute function app.seal_entry();

-- The lines of a letter make zero, and are of its account.
create function app.check_lettering() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare letter letterings;
begin
  select * into letter from letterings where id = coalesce(new.lettering_id, old.lettering_id);
  if not found then return null; end if;
  if (select count(*) < 2 or sum(p.cents) <> 0
             or not bool_and(p.account_id = letter.account_id and p.structure_id is not distinct from letter.structure_id)
        from lettered_postings l join postings p using (entry_id, line) where l.lettering_id = letter.id) then
    raise exception 'The lines of a letter settle each other.' using errcode = 'check_violation', constraint = 'letter_settles';
  end if;
  return null;
end $$;
create constraint trigger check_lettering after insert or update or delete on lettered_postings
  deferrable initially deferred for each row execute function app.check_lettering();

do $$
declare t text;
begin
  foreach t in array array['entries', 'postings', 'entry_seals', 'ledger_checks', 'ledger_faults'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function app.refuse_change()', t);
    execute format('create trigger no_truncate before truncate on %I for each statement execute function app.refuse_change()', t);
  end loop;
  foreach t in array array['balances', 'ledgers', 'entry_numbers', 'letterings', 'accounts'] loop
    execute format('create trigger no_truncate before truncate on %I for each statement execute function app.refuse_change()', t);
  end loop;
  foreach t in array array['ledgers', 'entry_numbers', 'accounts', 'account_roles', 'entries', 'postings', 'entry_seals', 'balances',
                           'letterings', 'lettered_postings', 'ledger_checks', 'ledger_faults', 'chart_accounts', 'chart_roles'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
  foreach t in array array['ledgers', 'entry_numbers', 'entry_seals', 'ledger_checks', 'ledger_faults'] loop
    execute format('create policy books on %I for select using (pole_id = (select app.pole_id()) and (select app.keeps_books()))', t);
  end loop;
  foreach t in array array['accounts', 'account_roles'] loop
    execute format('create policy in_pole on %I for select using (pole_id = (select app.pole_id()) and not (select app.is_guest()))', t);
    execute format('create policy books_update on %I for update using (pole_id = (select app.pole_id()) and (select app.keeps_books()))', t);
  end loop;
  foreach t in array array['accounts', 'entries', 'postings', 'letterings', 'lettered_postings'] loop
    execute format('create policy books_insert on %I for insert with check (pole_id = (select app.pole_id()) and (select app.keeps_books()))', t);
  end loop;
  foreach t in array array['letterings', 'lettered_postings'] loop
    execute format('create policy books_delete on %I for delete using (pole_id = (select app.pole_id()) and (select app.keeps_books()))', t);
  end loop;
  foreach t in array array['chart_accounts', 'chart_roles'] loop
    execute format('create policy of_anybody on %I for select using ((select app.pole_id()) is not null)', t);
  end loop;
end $$;

-- Who sees the statement of the structure acted for: its treasurer and its administrators.
create function app.sees_statement() returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select not app.is_guest() and exists (
    select from affiliations a where a.structure_id = app.structure_id() and a.person_id = app.person_id()
       and a.role in ('treasurer', 'administrator') and a.ended_at is null)
$$;
grant execute on function app.sees_statement() to grappe_app;
create policy read on postings for select using (pole_id = (select app.pole_id()) and (
  (select app.keeps_books()) or (auxiliary and structure_id = (select app.structure_id()) and (select app.sees_statement()))));
create policy read on balances for select using (pole_id = (select app.pole_id()) and (
  (select app.keeps_books()) or (auxiliary and structure_id = (select app.structure_id()) and (select app.sees_statement()))));
-- Of an entry, its head: under which document a line of one's own was posted.
create policy read on entries for select using (pole_id = (select app.pole_id()) and (
  (select app.keeps_books()) or ((select app.sees_statement()) and exists (select from postings p where p.entry_id = entries.id))));
create policy read on letterings for select using (pole_id = (select app.pole_id()) and (
  (select app.keeps_books()) or (structure_id = (select app.structure_id()) and (select app.sees_statement()))));
create policy read on lettered_postings for select using (pole_id = (select app.pole_id()) and (
  (select app.keeps_books()) or ((select app.sees_statement()) and exists (select from letterings l where l.id = lettering_id))));

grant select on chart_accounts, chart_roles, ledgers, entry_numbers, entry_seals, balances, ledger_checks, ledger_faults to grappe_app;
grant update (siren) on ledgers to grappe_app;
create policy books_update on ledgers for update using (pole_id = (select app.pole_id()) and (select app.keeps_books()));
grant select, insert on entries, postings to grappe_app;
grant select, insert, delete on letterings, lettered_postings to grappe_app;
grant select, insert on accounts to grappe_app;
grant update (label) on accounts to grappe_app;
grant select on account_roles to grappe_app;
grant update (account_id) on account_roles to grappe_app;
