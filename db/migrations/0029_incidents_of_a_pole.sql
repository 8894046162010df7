-- Incidents of a pôle by their date, the closed ones too.
create index incidents_pole on incidents (pole_id, reported_at desc, id desc);
