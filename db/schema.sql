-- GENERATED from a freshly migrated database. Do not edit: npm run check compares it.

column amate.diagnosis_catalogue.number integer not null
column amate.diagnosis_catalogue.sha256 text not null
column amate.diagnosis_catalogue.imported_at timestamp with time zone not null
column amate.diagnosis_catalogue.imported_by text not null
column amate.diagnosis_catalogue.codes integer not null
column amate.diagnosis_catalogue.retired integer not null
column amate.diagnosis_catalogue_code.catalogue integer not null
column amate.diagnosis_catalogue_code.code text not null
column amate.diagnosis_catalogue_code.term text not null
column amate.diagnosis_catalogue_code.sex text
column amate.diagnosis_catalogue_code.age_from smallint
column amate.diagnosis_catalogue_code.age_to smallint
column amate.diagnosis_catalogue_code.is_retired boolean not null
column amate.icd11_map.number integer not null
column amate.icd11_map.sha256 text not null
column amate.icd11_map.release text not null
column amate.icd11_map.imported_at timestamp with time zone not null
column amate.icd11_map.imported_by text not null
column amate.icd11_map.codes integer not null
column amate.icd11_map_code.map integer not null
column amate.icd11_map_code.code text not null
column amate.icd11_map_code.icd11 text not null
column amate.icd11_map_code.title text not null
column amate.icd11_map_code.uri text not null
column amate.medicine_file.number integer not null
column amate.medicine_file.kind text not null
column amate.medicine_file.sha256 text not null
column amate.medicine_file.imported_at timestamp with time zone not null
column amate.medicine_file.imported_by text not null
column amate.medicine_file.rows integer not null
column amate.medicine_file.unread integer not null
column amate.medicine_file_class.file integer not null
column amate.medicine_file_class.place integer not null
column amate.medicine_file_class.name text not null
column amate.medicine_file_class.fraction text
column amate.medicine_file_class.is_antibiotic boolean
column amate.medicine_file_class.source text not null
column amate.medicine_file_name.file integer not null
column amate.medicine_file_name.place integer not null
column amate.medicine_file_name.rxcui text not null
column amate.medicine_file_name.kind text not null
column amate.medicine_file_name.name text not null
column amate.medicine_file_name.parts text[] not null
column amate.medicine_file_product.file integer not null
column amate.medicine_file_product.clave text not null
column amate.medicine_file_product.name text not null
column amate.medicine_file_product.says text not null
column amate.migration.number integer not null
column amate.migration.name text not null
column amate.migration.sha256 text not null
column amate.migration.applied_at timestamp with time zone not null default now()
column audit.checkpoint.number bigint not null
column audit.checkpoint.note text not null
column audit.checkpoint.at timestamp with time zone not null default clock_timestamp()
column audit.checkpoint_head.clinic_id uuid not null
column audit.checkpoint_head.number bigint not null
column audit.checkpoint_head.size bigint not null
column audit.checkpoint_head.chain bytea not null
column audit.checkpoint_head.root bytea not null
column audit.earlier_state.clinic_id uuid not null
column audit.earlier_state.entry_id uuid not null
column audit.earlier_state.relation text not null
column audit.earlier_state.patient uuid
column audit.earlier_state.state jsonb not null
column audit.head.clinic_id uuid not null
column audit.head.size bigint not null
column audit.head.last bytea not null
column audit.head.frontier bytea not null
column audit.log.clinic_id uuid not null
column audit.log.seq bigint not null
column audit.log.entry text not null
column audit.log.prev bytea not null
column audit.log.hash bytea not null
column audit.log.at timestamp with time zone not null
column audit.log.person_id uuid
column audit.log.patients uuid[] not null
column audit.log.action text not null
column audit.log.outcome text not null
column audit.pending.id uuid not null default gen_random_uuid()
column audit.pending.clinic_id uuid not null
column audit.pending.at timestamp with time zone not null default clock_timestamp()
column audit.pending.person_id uuid
column audit.pending.session_id uuid
column audit.pending.role text
column audit.pending.login_role text not null default SESSION_USER
column audit.pending.purpose text not null
column audit.pending.cause text
column audit.pending.action text not null
column audit.pending.outcome text not null default 'ok'::text
column audit.pending.entity text
column audit.pending.entity_id uuid
column audit.pending.patient uuid
column audit.pending.detail jsonb not null default '{}'::jsonb
column audit.pending.patients uuid[] not null default '{}'::uuid[]
column auth.account.id uuid not null
column auth.account.email text not null
column auth.account.email_folded text not null
column auth.account.password_hash text
column auth.account.password_changed_at timestamp with time zone
column auth.account.language text not null
column auth.account.totp_secret bytea
column auth.account.totp_pending bytea
column auth.account.totp_since timestamp with time zone
column auth.account.totp_last_step bigint not null default 0
column auth.account.webauthn_user bytea not null
column auth.account.last_clinic_id uuid
column auth.account.last_role text
column auth.account.created_at timestamp with time zone not null default now()
column auth.answered_challenge.challenge_hash bytea not null
column auth.answered_challenge.expires_at timestamp with time zone not null
column auth.attempt.key bytea not null
column auth.attempt.failures integer not null default 0
column auth.attempt.last_at timestamp with time zone not null default now()
column auth.attempt.locked_until timestamp with time zone
column auth.device.id uuid not null
column auth.device.account_id uuid not null
column auth.device.recognised_by bytea not null
column auth.device.label text not null
column auth.device.first_seen_at timestamp with time zone not null default now()
column auth.device.last_seen_at timestamp with time zone not null default now()
column auth.device.vouched_at timestamp with time zone
column auth.passkey.id uuid not null
column auth.passkey.account_id uuid not null
column auth.passkey.credential_id text not null
column auth.passkey.public_key bytea not null
column auth.passkey.counter bigint not null
column auth.passkey.transports text[] not null
column auth.passkey.label text not null
column auth.passkey.backed_up boolean not null
column auth.passkey.created_at timestamp with time zone not null default now()
column auth.passkey.last_used_at timestamp with time zone
column auth.session.id uuid not null
column auth.session.token_hash bytea not null
column auth.session.account_id uuid not null
column auth.session.clinic_id uuid not null
column auth.session.person_id uuid not null
column auth.session.role text not null
column auth.session.login_role text not null
column auth.session.language text not null
column auth.session.created_at timestamp with time zone not null default now()
column auth.session.last_seen_at timestamp with time zone not null default now()
column auth.session.idle_until timestamp with time zone not null
column auth.session.absolute_until timestamp with time zone not null
column auth.session.stepped_up_at timestamp with time zone
column auth.session.ended_at timestamp with time zone
column auth.session.end_reason text
column auth.session.device_id uuid
column auth.session.device_label text not null default ''::text
column auth.session.shared_desk boolean not null default false
column auth.session.idle_minutes integer not null default 15
column auth.session.factor text not null default 'password'::text
column auth.session.previous_hash bytea
column auth.setup_link.token_hash bytea not null
column auth.setup_link.kind text not null
column auth.setup_link.account_id uuid
column auth.setup_link.clinic_id uuid
column auth.setup_link.created_at timestamp with time zone not null default now()
column auth.setup_link.expires_at timestamp with time zone not null
column auth.setup_link.used_at timestamp with time zone
column auth.setup_link.spent_in xid8
column charting.phrase.clinic_id uuid not null
column charting.phrase.id uuid not null
column charting.phrase.owner_id uuid
column charting.phrase.shortcut text not null
column charting.phrase.version integer not null
column charting.phrase.words bytea not null
column charting.phrase.changed_by uuid not null
column charting.phrase.changed_at timestamp with time zone not null
column charting.phrase.retired_at timestamp with time zone
column charting.regimen.clinic_id uuid not null
column charting.regimen.id uuid not null
column charting.regimen.owner_id uuid not null
column charting.regimen.words bytea not null
column charting.regimen.kept_at timestamp with time zone not null
column charting.regimen.retired_at timestamp with time zone
column charting.template.clinic_id uuid not null
column charting.template.id uuid not null
column charting.template.owner_id uuid
column charting.template.version integer not null
column charting.template.words bytea not null
column charting.template.changed_by uuid not null
column charting.template.changed_at timestamp with time zone not null
column charting.template.retired_at timestamp with time zone
column clin.attachment.clinic_id uuid not null
column clin.attachment.id uuid not null
column clin.attachment.patient_id uuid not null
column clin.attachment.kind text not null
column clin.attachment.media_type text not null
column clin.attachment.bytes integer not null
column clin.attachment.width integer
column clin.attachment.height integer
column clin.attachment.sha256 bytea not null
column clin.attachment.parts integer not null
column clin.attachment.words bytea not null
column clin.attachment.taken_on date
column clin.attachment.encounter_id uuid
column clin.attachment.note_id uuid
column clin.attachment.recorded_by uuid not null
column clin.attachment.recorded_at timestamp with time zone not null
column clin.attachment_error.clinic_id uuid not null
column clin.attachment_error.attachment_id uuid not null
column clin.attachment_error.patient_id uuid not null
column clin.attachment_error.words bytea not null
column clin.attachment_error.marked_by uuid not null
column clin.attachment_error.marked_at timestamp with time zone not null
column clin.attachment_part.clinic_id uuid not null
column clin.attachment_part.attachment_id uuid not null
column clin.attachment_part.number integer not null
column clin.attachment_part.patient_id uuid not null
column clin.attachment_part.bytes bytea not null
column clin.birth_term.clinic_id uuid not null
column clin.birth_term.id uuid not null
column clin.birth_term.patient_id uuid not null
column clin.birth_term.gestation_days integer not null
column clin.birth_term.stated_by uuid not null
column clin.birth_term.stated_at timestamp with time zone not null
column clin.consent_revocation.clinic_id uuid not null
column clin.consent_revocation.consent_id uuid not null
column clin.consent_revocation.patient_id uuid not null
column clin.consent_revocation.recorded_by uuid not null
column clin.consent_revocation.recorded_at timestamp with time zone not null
column clin.consent_revocation.words bytea not null
column clin.earlier_history.clinic_id uuid not null
column clin.earlier_history.patient_id uuid not null
column clin.earlier_history.attested_by uuid not null
column clin.earlier_history.attested_at timestamp with time zone not null
column clin.earlier_history.kept_at bytea not null
column clin.encounter.clinic_id uuid not null
column clin.encounter.id uuid not null
column clin.encounter.patient_id uuid not null
column clin.encounter.practitioner_id uuid not null
column clin.encounter.appointment_id uuid
column clin.encounter.kind text not null
column clin.encounter.status text not null default 'open'::text
column clin.encounter.started_at timestamp with time zone not null
column clin.encounter.ended_at timestamp with time zone
column clin.first_signature.clinic_id uuid not null
column clin.first_signature.id uuid not null
column clin.first_signature.note_id uuid not null
column clin.first_signature.patient_id uuid not null
column clin.first_signature.author_id uuid not null
column clin.first_signature.asks text not null
column clin.first_signature.named_id uuid
column clin.first_signature.note_version integer not null
column clin.first_signature.method text not null
column clin.first_signature.signed_at timestamp with time zone not null
column clin.first_signature.words_sha256 bytea not null
column clin.first_signature.payload bytea
column clin.first_signature.payload_sha256 bytea
column clin.first_signature.payload_signature bytea
column clin.first_signature.signed_attributes bytea
column clin.first_signature.attributes_signature bytea
column clin.first_signature.certificate bytea
column clin.first_signature.certificate_serial text
column clin.first_signature.pdf bytea
column clin.first_signature.pdf_sha256 bytea
column clin.first_signature.verification_code text
column clin.information_given.clinic_id uuid not null
column clin.information_given.id uuid not null
column clin.information_given.patient_id uuid not null
column clin.information_given.capacity text not null
column clin.information_given.words bytea not null
column clin.information_given.told_by uuid not null
column clin.information_given.told_at timestamp with time zone not null
column clin.information_given.recorded_at timestamp with time zone not null
column clin.note.clinic_id uuid not null
column clin.note.id uuid not null
column clin.note.encounter_id uuid not null
column clin.note.patient_id uuid not null
column clin.note.kind text not null
column clin.note.amends uuid
column clin.note.author_id uuid not null
column clin.note.state text not null default 'draft'::text
column clin.note.version integer not null default 0
column clin.note.content bytea
column clin.note.last_save uuid
column clin.note.created_at timestamp with time zone not null
column clin.note.saved_at timestamp with time zone not null
column clin.note.answers uuid
column clin.note.discard_reason bytea
column clin.note.discarded_at timestamp with time zone
column clin.note.consent_id uuid
column clin.note_diagnosis.clinic_id uuid not null
column clin.note_diagnosis.note_id uuid not null
column clin.note_diagnosis.patient_id uuid not null
column clin.note_diagnosis.place integer not null
column clin.note_diagnosis.system text not null default 'CIE-10'::text
column clin.note_diagnosis.code text not null
column clin.note_diagnosis.catalogue text not null
column clin.note_diagnosis.certainty text not null
column clin.note_diagnosis.first_time boolean not null
column clin.note_diagnosis.noted_at timestamp with time zone not null
column clin.note_origin.clinic_id uuid not null
column clin.note_origin.note_id uuid not null
column clin.note_origin.patient_id uuid not null
column clin.note_origin.author_id uuid not null
column clin.note_origin.characters integer not null
column clin.note_origin.carried integer not null
column clin.note_origin.signed_at timestamp with time zone not null
column clin.note_preparation.clinic_id uuid not null
column clin.note_preparation.id uuid not null
column clin.note_preparation.note_id uuid not null
column clin.note_preparation.patient_id uuid not null
column clin.note_preparation.note_version integer not null
column clin.note_preparation.prepared_by uuid not null
column clin.note_preparation.prepared_at timestamp with time zone not null
column clin.note_preparation.expires_at timestamp with time zone not null
column clin.note_preparation.payload bytea not null
column clin.note_preparation.payload_sha256 bytea not null
column clin.note_preparation.pdf bytea not null
column clin.note_preparation.pdf_digest bytea not null
column clin.note_preparation.signed_attributes bytea not null
column clin.note_preparation.certificate bytea not null
column clin.note_preparation.verification_code text not null
column clin.note_preparation.first_id uuid
column clin.note_vital.clinic_id uuid not null
column clin.note_vital.note_id uuid not null
column clin.note_vital.patient_id uuid not null
column clin.note_vital.code text not null
column clin.note_vital.value numeric(7,2) not null
column clin.note_vital.unit text not null
column clin.note_vital.taken_at timestamp with time zone not null
column clin.observation_step.clinic_id uuid not null
column clin.observation_step.encounter_id uuid not null
column clin.observation_step.step text not null
column clin.observation_step.patient_id uuid not null
column clin.observation_step.taken_by uuid not null
column clin.observation_step.taken_at timestamp with time zone not null
column clin.record_request.clinic_id uuid not null
column clin.record_request.id uuid not null
column clin.record_request.patient_id uuid not null
column clin.record_request.capacity text not null
column clin.record_request.identity_checked text not null
column clin.record_request.wants text not null
column clin.record_request.since date
column clin.record_request.until date
column clin.record_request.request_sha256 bytea not null
column clin.record_request.attachment_id uuid
column clin.record_request.words bytea not null
column clin.record_request.requested_on date not null
column clin.record_request.recorded_by uuid not null
column clin.record_request.recorded_at timestamp with time zone not null
column clin.record_request_step.clinic_id uuid not null
column clin.record_request_step.request_id uuid not null
column clin.record_request_step.step text not null
column clin.record_request_step.patient_id uuid not null
column clin.record_request_step.taken_by uuid not null
column clin.record_request_step.taken_at timestamp with time zone not null
column clin.record_request_step.words bytea
column clin.record_request_step.note_id uuid
column clin.record_request_step.documents integer
column clin.returned_document.clinic_id uuid not null
column clin.returned_document.first_id uuid not null
column clin.returned_document.note_id uuid not null
column clin.returned_document.patient_id uuid not null
column clin.returned_document.returned_by uuid not null
column clin.returned_document.returned_at timestamp with time zone not null
column clin.returned_document.reason bytea not null
column clin.second_signature.clinic_id uuid not null
column clin.second_signature.note_id uuid not null
column clin.second_signature.first_id uuid not null
column clin.second_signature.preparation_id uuid not null
column clin.second_signature.patient_id uuid not null
column clin.second_signature.signer_id uuid not null
column clin.second_signature.signed_at timestamp with time zone not null
column clin.second_signature.payload bytea not null
column clin.second_signature.payload_sha256 bytea not null
column clin.second_signature.payload_signature bytea not null
column clin.second_signature.signed_attributes bytea not null
column clin.second_signature.attributes_signature bytea not null
column clin.second_signature.certificate bytea not null
column clin.second_signature.certificate_serial text not null
column clin.signed_note.clinic_id uuid not null
column clin.signed_note.note_id uuid not null
column clin.signed_note.preparation_id uuid not null
column clin.signed_note.encounter_id uuid not null
column clin.signed_note.patient_id uuid not null
column clin.signed_note.kind text not null
column clin.signed_note.amends uuid
column clin.signed_note.author_id uuid not null
column clin.signed_note.signed_at timestamp with time zone not null
column clin.signed_note.payload bytea not null
column clin.signed_note.payload_sha256 bytea not null
column clin.signed_note.payload_signature bytea not null
column clin.signed_note.signed_attributes bytea not null
column clin.signed_note.attributes_signature bytea not null
column clin.signed_note.algorithm text not null
column clin.signed_note.certificate bytea not null
column clin.signed_note.certificate_serial text not null
column clin.signed_note.revocation text not null
column clin.signed_note.pdf bytea not null
column clin.signed_note.pdf_sha256 bytea not null
column clin.signed_note.verification_code text not null
column clin.summary_version.clinic_id uuid not null
column clin.summary_version.item_id uuid not null
column clin.summary_version.version integer not null
column clin.summary_version.patient_id uuid not null
column clin.summary_version.kind text not null
column clin.summary_version.status text not null
column clin.summary_version.code text
column clin.summary_version.since date
column clin.summary_version.until date
column clin.summary_version.words bytea not null
column clin.summary_version.recorded_by uuid not null
column clin.summary_version.recorded_at timestamp with time zone not null
column front.appointment.clinic_id uuid not null
column front.appointment.id uuid not null
column front.appointment.patient_id uuid not null
column front.appointment.practitioner_id uuid not null
column front.appointment.starts_at timestamp with time zone not null
column front.appointment.ends_at timestamp with time zone not null
column front.appointment.kind text not null
column front.appointment.status text not null default 'booked'::text
column front.appointment.arrived_at timestamp with time zone
column front.appointment.booked_by uuid not null
column front.appointment.created_at timestamp with time zone not null default now()
column front.patient.clinic_id uuid not null
column front.patient.id uuid not null
column front.patient.record_number bigint not null
column front.patient.status text not null default 'active'::text
column front.patient.merged_into uuid
column front.patient.unknown_person boolean not null default false
column front.patient.apparent_age smallint
column front.patient.birth_date date
column front.patient.birth_date_unknown text
column front.patient.sex text not null
column front.patient.biological_sex smallint not null
column front.patient.gender smallint
column front.patient.birth_entity text not null
column front.patient.nationality text not null
column front.patient.residence_entity text not null
column front.patient.residence_municipality text not null
column front.patient.residence_locality text not null
column front.patient.curp_state text not null
column front.patient.curp_absent_reason text
column front.patient.curp_blind bytea
column front.patient.curp_attested_by uuid
column front.patient.curp_attested_at timestamp with time zone
column front.patient.identity bytea not null
column front.patient.version integer not null default 1
column front.patient.created_at timestamp with time zone not null default now()
column front.patient.created_by uuid
column front.patient.updated_at timestamp with time zone not null default now()
column front.patient.updated_by uuid
column front.patient.changed_at timestamp with time zone not null default clock_timestamp()
column front.patient_counter.clinic_id uuid not null
column front.patient_counter.last_number bigint not null
column front.patient_identity_version.clinic_id uuid not null
column front.patient_identity_version.id uuid not null
column front.patient_identity_version.patient_id uuid not null
column front.patient_identity_version.version integer not null
column front.patient_identity_version.event text not null
column front.patient_identity_version.snapshot bytea not null
column front.patient_identity_version.at timestamp with time zone not null default now()
column front.patient_identity_version.by_person uuid
column front.patient_lookup.clinic_id uuid not null
column front.patient_lookup.patient_id uuid not null
column front.patient_lookup.kind text not null
column front.patient_lookup.blind bytea not null
column front.patient_merge.clinic_id uuid not null
column front.patient_merge.id uuid not null
column front.patient_merge.kept_id uuid not null
column front.patient_merge.merged_id uuid not null
column front.patient_merge.reason bytea not null
column front.patient_merge.at timestamp with time zone not null default now()
column front.patient_merge.by_person uuid
column front.patient_merge.undone_at timestamp with time zone
column front.patient_merge.undone_by uuid
column front.patient_merge.undo_reason bytea
column front.privacy_consent.clinic_id uuid not null
column front.privacy_consent.id uuid not null
column front.privacy_consent.patient_id uuid not null
column front.privacy_consent.notice_version integer not null
column front.privacy_consent.text_sha256 bytea not null
column front.privacy_consent.mechanism text not null
column front.privacy_consent.given_by text not null
column front.privacy_consent.giver bytea
column front.privacy_consent.secondary_purposes boolean not null
column front.privacy_consent.at timestamp with time zone not null default now()
column front.privacy_consent.ip inet
column front.privacy_consent.recorded_by uuid
column front.privacy_exception.clinic_id uuid not null
column front.privacy_exception.id uuid not null
column front.privacy_exception.patient_id uuid not null
column front.privacy_exception.cause text not null
column front.privacy_exception.began_at timestamp with time zone not null default now()
column front.privacy_exception.recorded_by uuid
column front.privacy_exception.ended_at timestamp with time zone
column front.privacy_exception.ended_by uuid
column front.privacy_exception.consent_id uuid
column front.privacy_notice.clinic_id uuid not null
column front.privacy_notice.version integer not null
column front.privacy_notice.authority text not null
column front.privacy_notice.simplified jsonb not null
column front.privacy_notice.integral jsonb not null
column front.privacy_notice.secondary_purposes jsonb not null
column front.privacy_notice.text_sha256 bytea not null
column front.privacy_notice.published_at timestamp with time zone not null default now()
column front.privacy_notice.published_by uuid
column front.sticky_note.clinic_id uuid not null
column front.sticky_note.id uuid not null
column front.sticky_note.patient_id uuid not null
column front.sticky_note.words bytea not null
column front.sticky_note.written_by uuid not null
column front.sticky_note.written_at timestamp with time zone not null
column front.sticky_note.dismissed_by uuid
column front.sticky_note.dismissed_at timestamp with time zone
column keys.blind_key.clinic_id uuid not null
column keys.blind_key.wrapped bytea not null
column keys.clinic_key.clinic_id uuid not null
column keys.clinic_key.version integer not null
column keys.clinic_key.wrapped bytea not null
column keys.clinic_key.created_at timestamp with time zone not null default now()
column keys.clinic_key.retired_at timestamp with time zone
column keys.patient_key.clinic_id uuid not null
column keys.patient_key.patient_id uuid not null
column keys.patient_key.version integer not null
column keys.patient_key.clinic_key_version integer not null
column keys.patient_key.wrapped bytea not null
column keys.patient_key.pseudonym uuid not null default gen_random_uuid()
column keys.patient_key.created_at timestamp with time zone not null default now()
column med.confirmation.clinic_id uuid not null
column med.confirmation.id uuid not null
column med.confirmation.subject text not null
column med.confirmation.subject_key text not null
column med.confirmation.row_sha256 bytea not null
column med.confirmation.verdict text not null
column med.confirmation.fraction text
column med.confirmation.is_antibiotic boolean
column med.confirmation.confirmed_by uuid not null
column med.confirmation.confirmed_at timestamp with time zone not null
column org.clinic.clinic_id uuid not null
column org.clinic.kind text not null
column org.clinic.name text not null
column org.clinic.legal_name text not null
column org.clinic.address text not null
column org.clinic.phone text not null
column org.clinic.clues text
column org.clinic.language text not null
column org.clinic.time_zone text not null
column org.clinic.responsible_person_id uuid
column org.clinic.second_factor text not null default 'by-duty'::text
column org.clinic.idle_minutes integer not null default 15
column org.clinic.demo boolean not null default false
column org.clinic.created_at timestamp with time zone not null default now()
column org.licence.clinic_id uuid not null
column org.licence.id uuid not null
column org.licence.person_id uuid not null
column org.licence.kind text not null
column org.licence.cedula text not null
column org.licence.title text not null
column org.licence.institution text not null
column org.licence.council text
column org.licence.certificate text
column org.licence.expires_on date
column org.licence.verified_at timestamp with time zone
column org.licence.verified_by uuid
column org.licence.verification_method text
column org.licence.evidence_sha256 text
column org.licence.verification_note text not null default ''::text
column org.licence.self_attested boolean not null default false
column org.licence.created_at timestamp with time zone not null default now()
column org.licence.withdrawn_at timestamp with time zone
column org.membership.clinic_id uuid not null
column org.membership.id uuid not null
column org.membership.person_id uuid not null
column org.membership.role text not null
column org.membership.active boolean not null default true
column org.membership.created_at timestamp with time zone not null default now()
column org.site.clinic_id uuid not null
column org.site.id uuid not null
column org.site.name text not null
column org.site.address text not null
column org.site.phone text
column org.site.clues text
column org.site.active boolean not null default true
column org.site.created_at timestamp with time zone not null default now()
column org.staff_member.clinic_id uuid not null
column org.staff_member.id uuid not null
column org.staff_member.account_id uuid not null
column org.staff_member.given_names text not null
column org.staff_member.first_surname text not null
column org.staff_member.second_surname text
column org.staff_member.email text not null
column org.staff_member.curp_sealed bytea
column org.staff_member.rfc_sealed bytea
column org.staff_member.active boolean not null default true
column org.staff_member.created_at timestamp with time zone not null default now()
column org.staff_member.accepted_at timestamp with time zone default now()
column org.supervision.clinic_id uuid not null
column org.supervision.id uuid not null
column org.supervision.person_id uuid not null
column org.supervision.grade text not null
column org.supervision.supervisor_id uuid
column org.supervision.recorded_at timestamp with time zone not null
column org.supervision.recorded_by uuid not null
column pharmacy.dispensing.clinic_id uuid not null
column pharmacy.dispensing.id uuid not null
column pharmacy.dispensing.prescription_id uuid not null
column pharmacy.dispensing.patient_id uuid not null
column pharmacy.dispensing.request_id uuid not null
column pharmacy.dispensing.request_sha256 bytea not null
column pharmacy.dispensing.by_kind text not null
column pharmacy.dispensing.licence text not null
column pharmacy.dispensing.by_name text not null
column pharmacy.dispensing.establishment text not null
column pharmacy.dispensing.address text not null
column pharmacy.dispensing.retained boolean not null
column pharmacy.dispensing.dispensed_on date not null
column pharmacy.dispensing.recorded_at timestamp with time zone not null default now()
column pharmacy.dispensing.void_secret_sha256 bytea not null
column pharmacy.item.clinic_id uuid not null
column pharmacy.item.dispensing_id uuid not null
column pharmacy.item.prescription_id uuid not null
column pharmacy.item.patient_id uuid not null
column pharmacy.item.line integer not null
column pharmacy.item.fill integer not null
column pharmacy.item.quantity numeric(12,3) not null
column pharmacy.item.brand text not null
column pharmacy.item.lot text not null
column pharmacy.item.expires_on date not null
column pharmacy.item.acquired_on date
column pharmacy.voiding.clinic_id uuid not null
column pharmacy.voiding.dispensing_id uuid not null
column pharmacy.voiding.patient_id uuid not null
column pharmacy.voiding.reason text not null
column pharmacy.voiding.recorded_at timestamp with time zone not null default now()
column rx.constancia.clinic_id uuid not null
column rx.constancia.id uuid not null
column rx.constancia.prescription_id uuid not null
column rx.constancia.patient_id uuid not null
column rx.constancia.kind text not null
column rx.constancia.status text not null
column rx.constancia.issuer text not null
column rx.constancia.stamped_at timestamp with time zone not null
column rx.constancia.sha256 bytea not null
column rx.constancia.file bytea not null
column rx.constancia.brought_by uuid not null
column rx.constancia.brought_at timestamp with time zone not null
column rx.ending.clinic_id uuid not null
column rx.ending.prescription_id uuid not null
column rx.ending.patient_id uuid not null
column rx.ending.kind text not null
column rx.ending.reason text not null
column rx.ending.words bytea
column rx.ending.replaced_by uuid
column rx.ending.ended_by uuid not null
column rx.ending.ended_at timestamp with time zone not null
column rx.favourite.clinic_id uuid not null
column rx.favourite.id uuid not null
column rx.favourite.owner_id uuid not null
column rx.favourite.words bytea not null
column rx.favourite.kept_at timestamp with time zone not null
column rx.favourite.retired_at timestamp with time zone
column rx.folio.clinic_id uuid not null
column rx.folio.last bigint not null
column rx.preparation.clinic_id uuid not null
column rx.preparation.id uuid not null
column rx.preparation.prescription_id uuid not null
column rx.preparation.patient_id uuid not null
column rx.preparation.prescription_version integer not null
column rx.preparation.prepared_by uuid not null
column rx.preparation.prepared_at timestamp with time zone not null
column rx.preparation.expires_at timestamp with time zone not null
column rx.preparation.folio text not null
column rx.preparation.payload bytea not null
column rx.preparation.payload_sha256 bytea not null
column rx.preparation.private bytea not null
column rx.preparation.pdf bytea not null
column rx.preparation.pdf_digest bytea not null
column rx.preparation.signed_attributes bytea not null
column rx.preparation.certificate bytea not null
column rx.preparation.token_sha256 bytea not null
column rx.preparation.public_copy bytea not null
column rx.prescription.clinic_id uuid not null
column rx.prescription.id uuid not null
column rx.prescription.patient_id uuid not null
column rx.prescription.author_id uuid not null
column rx.prescription.encounter_id uuid
column rx.prescription.state text not null default 'draft'::text
column rx.prescription.version integer not null default 0
column rx.prescription.content bytea
column rx.prescription.replaces uuid
column rx.prescription.last_save uuid
column rx.prescription.created_at timestamp with time zone not null
column rx.prescription.saved_at timestamp with time zone not null
column rx.public_copy.clinic_id uuid not null
column rx.public_copy.prescription_id uuid not null
column rx.public_copy.token_sha256 bytea not null
column rx.public_copy.sealed bytea not null
column rx.signed.clinic_id uuid not null
column rx.signed.prescription_id uuid not null
column rx.signed.preparation_id uuid not null
column rx.signed.patient_id uuid not null
column rx.signed.author_id uuid not null
column rx.signed.folio text not null
column rx.signed.mode text not null
column rx.signed.class text
column rx.signed.has_antibiotic boolean not null
column rx.signed.signed_at timestamp with time zone not null
column rx.signed.valid_until date
column rx.signed.payload bytea not null
column rx.signed.payload_sha256 bytea not null
column rx.signed.payload_signature bytea not null
column rx.signed.private bytea not null
column rx.signed.signed_attributes bytea not null
column rx.signed.attributes_signature bytea not null
column rx.signed.algorithm text not null
column rx.signed.certificate bytea not null
column rx.signed.certificate_serial text not null
column rx.signed.revocation text not null
column rx.signed.pdf bytea not null
column rx.signed.pdf_sha256 bytea not null
column rx.signed.safety_data text not null
column rx.signed.safety_sha256 bytea not null
column rx.signed_alert.clinic_id uuid not null
column rx.signed_alert.prescription_id uuid not null
column rx.signed_alert.patient_id uuid not null
column rx.signed_alert.place integer not null
column rx.signed_alert.rule text not null
column rx.signed_alert.kind text not null
column rx.signed_alert.severity text not null
column rx.signed_alert.reason text
column rx.signed_line.clinic_id uuid not null
column rx.signed_line.prescription_id uuid not null
column rx.signed_line.patient_id uuid not null
column rx.signed_line.line integer not null
column rx.signed_line.ingredients text[] not null
column rx.signed_line.presentation text
column rx.signed_line.fraction text
column rx.signed_line.is_antibiotic boolean not null
column rx.signed_line.unit text not null
column rx.signed_line.per_fill numeric(12,3) not null
column rx.signed_line.packs integer
column rx.signed_line.fills integer not null
column rx.signed_line.treated_until date

constraint amate.diagnosis_catalogue.diagnosis_catalogue_codes_check CHECK ((codes > 0))
constraint amate.diagnosis_catalogue.diagnosis_catalogue_imported_by_check CHECK (((length(imported_by) >= 1) AND (length(imported_by) <= 100)))
constraint amate.diagnosis_catalogue.diagnosis_catalogue_pkey PRIMARY KEY (number)
constraint amate.diagnosis_catalogue.diagnosis_catalogue_retired_check CHECK ((retired >= 0))
constraint amate.diagnosis_catalogue.diagnosis_catalogue_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
constraint amate.diagnosis_catalogue_code.diagnosis_catalogue_code_age_from_check CHECK (((age_from >= 0) AND (age_from <= 130)))
constraint amate.diagnosis_catalogue_code.diagnosis_catalogue_code_catalogue_fkey FOREIGN KEY (catalogue) REFERENCES amate.diagnosis_catalogue(number)
constraint amate.diagnosis_catalogue_code.diagnosis_catalogue_code_check CHECK (((age_to >= age_from) AND (age_to <= 130)))
constraint amate.diagnosis_catalogue_code.diagnosis_catalogue_code_check1 CHECK (((age_from IS NULL) = (age_to IS NULL)))
constraint amate.diagnosis_catalogue_code.diagnosis_catalogue_code_code_check CHECK ((code ~ '^[A-Z][0-9]{2}[0-9X]$'::text))
constraint amate.diagnosis_catalogue_code.diagnosis_catalogue_code_pkey PRIMARY KEY (catalogue, code)
constraint amate.diagnosis_catalogue_code.diagnosis_catalogue_code_sex_check CHECK ((sex = ANY (ARRAY['H'::text, 'M'::text])))
constraint amate.diagnosis_catalogue_code.diagnosis_catalogue_code_term_check CHECK (((length(term) >= 3) AND (length(term) <= 400)))
constraint amate.icd11_map.icd11_map_codes_check CHECK ((codes > 0))
constraint amate.icd11_map.icd11_map_imported_by_check CHECK (((length(imported_by) >= 1) AND (length(imported_by) <= 100)))
constraint amate.icd11_map.icd11_map_pkey PRIMARY KEY (number)
constraint amate.icd11_map.icd11_map_release_check CHECK ((release ~ '^20[0-9]{2}-[0-9]{2}$'::text))
constraint amate.icd11_map.icd11_map_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
constraint amate.icd11_map_code.icd11_map_code_code_check CHECK ((code ~ '^[A-Z][0-9]{2}[0-9X]$'::text))
constraint amate.icd11_map_code.icd11_map_code_icd11_check CHECK (((length(icd11) >= 2) AND (length(icd11) <= 80)))
constraint amate.icd11_map_code.icd11_map_code_map_fkey FOREIGN KEY (map) REFERENCES amate.icd11_map(number)
constraint amate.icd11_map_code.icd11_map_code_pkey PRIMARY KEY (map, code)
constraint amate.icd11_map_code.icd11_map_code_title_check CHECK (((length(title) >= 2) AND (length(title) <= 500)))
constraint amate.icd11_map_code.icd11_map_code_uri_check CHECK ((uri ~ '^https?://id[.]who[.]int/icd/'::text))
constraint amate.medicine_file.medicine_file_check CHECK (((unread >= 0) AND (unread <= rows)))
constraint amate.medicine_file.medicine_file_imported_by_check CHECK (((length(imported_by) >= 1) AND (length(imported_by) <= 100)))
constraint amate.medicine_file.medicine_file_kind_check CHECK ((kind = ANY (ARRAY['compendio'::text, 'rxnorm'::text, 'classes'::text])))
constraint amate.medicine_file.medicine_file_pkey PRIMARY KEY (number)
constraint amate.medicine_file.medicine_file_rows_check CHECK ((rows > 0))
constraint amate.medicine_file.medicine_file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
constraint amate.medicine_file_class.medicine_file_class_file_fkey FOREIGN KEY (file) REFERENCES amate.medicine_file(number)
constraint amate.medicine_file_class.medicine_file_class_fraction_check CHECK ((fraction = ANY (ARRAY['I'::text, 'II'::text, 'III'::text, 'IV'::text, 'V'::text, 'VI'::text])))
constraint amate.medicine_file_class.medicine_file_class_name_check CHECK (((length(name) >= 2) AND (length(name) <= 400)))
constraint amate.medicine_file_class.medicine_file_class_pkey PRIMARY KEY (file, place)
constraint amate.medicine_file_class.medicine_file_class_place_check CHECK ((place > 0))
constraint amate.medicine_file_class.medicine_file_class_source_check CHECK (((length(source) >= 2) AND (length(source) <= 400)))
constraint amate.medicine_file_name.medicine_file_name_file_fkey FOREIGN KEY (file) REFERENCES amate.medicine_file(number)
constraint amate.medicine_file_name.medicine_file_name_kind_check CHECK ((kind = ANY (ARRAY['ingredient'::text, 'brand'::text, 'product'::text])))
constraint amate.medicine_file_name.medicine_file_name_name_check CHECK (((length(name) >= 2) AND (length(name) <= 400)))
constraint amate.medicine_file_name.medicine_file_name_parts_check CHECK (((cardinality(parts) >= 1) AND (cardinality(parts) <= 30)))
constraint amate.medicine_file_name.medicine_file_name_pkey PRIMARY KEY (file, place)
constraint amate.medicine_file_name.medicine_file_name_place_check CHECK ((place > 0))
constraint amate.medicine_file_name.medicine_file_name_rxcui_check CHECK ((rxcui ~ '^[0-9]{1,8}$'::text))
constraint amate.medicine_file_product.medicine_file_product_clave_check CHECK ((clave ~ '^[0-9]{3}\.[0-9]{3}\.[0-9]{4}(\.[0-9]{2})?$'::text))
constraint amate.medicine_file_product.medicine_file_product_file_fkey FOREIGN KEY (file) REFERENCES amate.medicine_file(number)
constraint amate.medicine_file_product.medicine_file_product_name_check CHECK (((length(name) >= 2) AND (length(name) <= 400)))
constraint amate.medicine_file_product.medicine_file_product_pkey PRIMARY KEY (file, clave)
constraint amate.medicine_file_product.medicine_file_product_says_check CHECK ((length(says) <= 4000))
constraint amate.migration.migration_pkey PRIMARY KEY (number)
constraint audit.checkpoint.checkpoint_number_check CHECK ((number > 0))
constraint audit.checkpoint.checkpoint_pkey PRIMARY KEY (number)
constraint audit.checkpoint_head.checkpoint_head_chain_check CHECK ((octet_length(chain) = 32))
constraint audit.checkpoint_head.checkpoint_head_number_fkey FOREIGN KEY (number) REFERENCES audit.checkpoint(number)
constraint audit.checkpoint_head.checkpoint_head_pkey PRIMARY KEY (clinic_id, number)
constraint audit.checkpoint_head.checkpoint_head_root_check CHECK ((octet_length(root) = 32))
constraint audit.earlier_state.earlier_state_pkey PRIMARY KEY (clinic_id, entry_id)
constraint audit.head.head_frontier_check CHECK (((octet_length(frontier) % 32) = 0))
constraint audit.head.head_last_check CHECK ((octet_length(last) = 32))
constraint audit.head.head_pkey PRIMARY KEY (clinic_id)
constraint audit.head.head_size_check CHECK ((size > 0))
constraint audit.log.log_hash CHECK ((hash = sha256(((('\x00'::bytea || int8send(seq)) || prev) || convert_to(entry, 'UTF8'::name)))))
constraint audit.log.log_pkey PRIMARY KEY (clinic_id, seq)
constraint audit.log.log_prev_check CHECK ((octet_length(prev) = 32))
constraint audit.log.log_seq_check CHECK ((seq > 0))
constraint audit.pending.pending_action_check CHECK ((length(action) <= 100))
constraint audit.pending.pending_outcome_check CHECK ((outcome = ANY (ARRAY['ok'::text, 'refused'::text, 'failed'::text])))
constraint audit.pending.pending_pkey PRIMARY KEY (id)
constraint auth.account.account_check CHECK (((totp_secret IS NULL) = (totp_since IS NULL)))
constraint auth.account.account_email_check CHECK ((length(email) <= 254))
constraint auth.account.account_email_folded_key UNIQUE (email_folded)
constraint auth.account.account_language_check CHECK ((language = ANY (ARRAY['es-MX'::text, 'en-US'::text])))
constraint auth.account.account_password_hash_check CHECK ((password_hash ~~ '$argon2id$%'::text))
constraint auth.account.account_pkey PRIMARY KEY (id)
constraint auth.account.account_webauthn_user_check CHECK ((octet_length(webauthn_user) = 32))
constraint auth.account.account_webauthn_user_key UNIQUE (webauthn_user)
constraint auth.answered_challenge.answered_challenge_pkey PRIMARY KEY (challenge_hash)
constraint auth.attempt.attempt_key_check CHECK ((octet_length(key) = 32))
constraint auth.attempt.attempt_pkey PRIMARY KEY (key)
constraint auth.device.device_account_id_fkey FOREIGN KEY (account_id) REFERENCES auth.account(id)
constraint auth.device.device_account_id_recognised_by_key UNIQUE (account_id, recognised_by)
constraint auth.device.device_label_check CHECK ((length(label) <= 200))
constraint auth.device.device_pkey PRIMARY KEY (id)
constraint auth.passkey.passkey_account_id_fkey FOREIGN KEY (account_id) REFERENCES auth.account(id)
constraint auth.passkey.passkey_counter_check CHECK ((counter >= 0))
constraint auth.passkey.passkey_credential_id_key UNIQUE (credential_id)
constraint auth.passkey.passkey_label_check CHECK (((length(label) >= 1) AND (length(label) <= 60)))
constraint auth.passkey.passkey_pkey PRIMARY KEY (id)
constraint auth.session.session_check CHECK (((ended_at IS NULL) = (end_reason IS NULL)))
constraint auth.session.session_device_label_check CHECK ((length(device_label) <= 200))
constraint auth.session.session_end_reason_check CHECK ((end_reason = ANY (ARRAY['signed-out'::text, 'switched'::text, 'idle'::text, 'absolute'::text, 'killed'::text, 'role-changed'::text, 'password-changed'::text, 'disabled'::text])))
constraint auth.session.session_factor_check CHECK ((factor = ANY (ARRAY['password'::text, 'totp'::text, 'passkey'::text])))
constraint auth.session.session_idle_minutes_check CHECK (((idle_minutes >= 1) AND (idle_minutes <= 30)))
constraint auth.session.session_language_check CHECK ((language = ANY (ARRAY['es-MX'::text, 'en-US'::text])))
constraint auth.session.session_login_role_check CHECK ((login_role = ANY (ARRAY['amate_clinician'::text, 'amate_frontdesk'::text, 'amate_auditor'::text, 'amate_admin'::text])))
constraint auth.session.session_pkey PRIMARY KEY (id)
constraint auth.session.session_previous_hash_check CHECK ((octet_length(previous_hash) = 32))
constraint auth.session.session_token_hash_check CHECK ((octet_length(token_hash) = 32))
constraint auth.session.session_token_hash_key UNIQUE (token_hash)
constraint auth.setup_link.setup_link_account_id_fkey FOREIGN KEY (account_id) REFERENCES auth.account(id)
constraint auth.setup_link.setup_link_check CHECK (((kind = 'first-run'::text) = (account_id IS NULL)))
constraint auth.setup_link.setup_link_kind_check CHECK ((kind = ANY (ARRAY['first-run'::text, 'invitation'::text, 'reset'::text])))
constraint auth.setup_link.setup_link_pkey PRIMARY KEY (token_hash)
constraint auth.setup_link.setup_link_token_hash_check CHECK ((octet_length(token_hash) = 32))
constraint charting.phrase.phrase_clinic_id_changed_by_fkey FOREIGN KEY (clinic_id, changed_by) REFERENCES org.staff_member(clinic_id, id)
constraint charting.phrase.phrase_clinic_id_owner_id_fkey FOREIGN KEY (clinic_id, owner_id) REFERENCES org.staff_member(clinic_id, id)
constraint charting.phrase.phrase_pkey PRIMARY KEY (clinic_id, id)
constraint charting.phrase.phrase_shortcut_check CHECK ((shortcut ~ '^[a-z0-9]{1,20}$'::text))
constraint charting.phrase.phrase_version_check CHECK ((version >= 1))
constraint charting.regimen.regimen_clinic_id_owner_id_fkey FOREIGN KEY (clinic_id, owner_id) REFERENCES org.staff_member(clinic_id, id)
constraint charting.regimen.regimen_pkey PRIMARY KEY (clinic_id, id)
constraint charting.template.template_clinic_id_changed_by_fkey FOREIGN KEY (clinic_id, changed_by) REFERENCES org.staff_member(clinic_id, id)
constraint charting.template.template_clinic_id_owner_id_fkey FOREIGN KEY (clinic_id, owner_id) REFERENCES org.staff_member(clinic_id, id)
constraint charting.template.template_pkey PRIMARY KEY (clinic_id, id)
constraint charting.template.template_version_check CHECK ((version >= 1))
constraint clin.attachment.attachment_bytes_check CHECK (((bytes >= 1) AND (bytes <= 25165824)))
constraint clin.attachment.attachment_check CHECK (((media_type = 'application/pdf'::text) = (width IS NULL)))
constraint clin.attachment.attachment_check1 CHECK (((width IS NULL) = (height IS NULL)))
constraint clin.attachment.attachment_check2 CHECK (((kind <> 'photograph'::text) OR (width IS NOT NULL)))
constraint clin.attachment.attachment_clinic_id_encounter_id_fkey FOREIGN KEY (clinic_id, encounter_id) REFERENCES clin.encounter(clinic_id, id)
constraint clin.attachment.attachment_clinic_id_id_patient_id_key UNIQUE (clinic_id, id, patient_id)
constraint clin.attachment.attachment_clinic_id_note_id_fkey FOREIGN KEY (clinic_id, note_id) REFERENCES clin.note(clinic_id, id)
constraint clin.attachment.attachment_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint clin.attachment.attachment_clinic_id_recorded_by_fkey FOREIGN KEY (clinic_id, recorded_by) REFERENCES org.staff_member(clinic_id, id)
constraint clin.attachment.attachment_height_check CHECK (((height >= 1) AND (height <= 16383)))
constraint clin.attachment.attachment_kind_check CHECK ((kind = ANY (ARRAY['photograph'::text, 'outside-report'::text, 'identification'::text, 'consent-scan'::text, 'other'::text])))
constraint clin.attachment.attachment_media_type_check CHECK ((media_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text, 'application/pdf'::text])))
constraint clin.attachment.attachment_parts_check CHECK (((parts >= 1) AND (parts <= 24)))
constraint clin.attachment.attachment_pkey PRIMARY KEY (clinic_id, id)
constraint clin.attachment.attachment_sha256_check CHECK ((octet_length(sha256) = 32))
constraint clin.attachment.attachment_width_check CHECK (((width >= 1) AND (width <= 16383)))
constraint clin.attachment.whole TRIGGER DEFERRABLE INITIALLY DEFERRED
constraint clin.attachment_error.attachment_error_clinic_id_attachment_id_patient_id_fkey FOREIGN KEY (clinic_id, attachment_id, patient_id) REFERENCES clin.attachment(clinic_id, id, patient_id)
constraint clin.attachment_error.attachment_error_clinic_id_marked_by_fkey FOREIGN KEY (clinic_id, marked_by) REFERENCES org.staff_member(clinic_id, id)
constraint clin.attachment_error.attachment_error_pkey PRIMARY KEY (clinic_id, attachment_id)
constraint clin.attachment_part.attachment_part_bytes_check CHECK ((octet_length(bytes) <= (1048576 + 64)))
constraint clin.attachment_part.attachment_part_clinic_id_attachment_id_patient_id_fkey FOREIGN KEY (clinic_id, attachment_id, patient_id) REFERENCES clin.attachment(clinic_id, id, patient_id)
constraint clin.attachment_part.attachment_part_number_check CHECK ((number >= 1))
constraint clin.attachment_part.attachment_part_pkey PRIMARY KEY (clinic_id, attachment_id, number)
constraint clin.birth_term.birth_term_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint clin.birth_term.birth_term_clinic_id_stated_by_fkey FOREIGN KEY (clinic_id, stated_by) REFERENCES org.staff_member(clinic_id, id)
constraint clin.birth_term.birth_term_gestation_days_check CHECK (((gestation_days >= 154) AND (gestation_days <= 308)))
constraint clin.birth_term.birth_term_pkey PRIMARY KEY (clinic_id, id)
constraint clin.consent_revocation.consent_revocation_clinic_id_consent_id_fkey FOREIGN KEY (clinic_id, consent_id) REFERENCES clin.signed_note(clinic_id, note_id)
constraint clin.consent_revocation.consent_revocation_clinic_id_consent_id_patient_id_fkey FOREIGN KEY (clinic_id, consent_id, patient_id) REFERENCES clin.note(clinic_id, id, patient_id)
constraint clin.consent_revocation.consent_revocation_clinic_id_recorded_by_fkey FOREIGN KEY (clinic_id, recorded_by) REFERENCES org.staff_member(clinic_id, id)
constraint clin.consent_revocation.consent_revocation_pkey PRIMARY KEY (clinic_id, consent_id)
constraint clin.earlier_history.earlier_history_clinic_id_attested_by_fkey FOREIGN KEY (clinic_id, attested_by) REFERENCES org.staff_member(clinic_id, id)
constraint clin.earlier_history.earlier_history_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint clin.earlier_history.earlier_history_pkey PRIMARY KEY (clinic_id, patient_id)
constraint clin.encounter.encounter_check CHECK (((status = 'closed'::text) = (ended_at IS NOT NULL)))
constraint clin.encounter.encounter_check1 CHECK (((ended_at IS NULL) OR (ended_at >= started_at)))
constraint clin.encounter.encounter_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint clin.encounter.encounter_clinic_id_practitioner_id_fkey FOREIGN KEY (clinic_id, practitioner_id) REFERENCES org.staff_member(clinic_id, id)
constraint clin.encounter.encounter_kind_check CHECK ((kind = ANY (ARRAY['outpatient'::text, 'emergency'::text, 'video'::text, 'home'::text, 'hospital'::text, 'administrative'::text])))
constraint clin.encounter.encounter_pkey PRIMARY KEY (clinic_id, id)
constraint clin.encounter.encounter_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text])))
constraint clin.first_signature.first_signature_asks_check CHECK ((asks = ANY (ARRAY['supervisor'::text, 'second-physician'::text])))
constraint clin.first_signature.first_signature_check CHECK (((asks = 'supervisor'::text) OR (method = 'efirma'::text)))
constraint clin.first_signature.first_signature_check1 CHECK (((method = 'efirma'::text) = ((payload IS NOT NULL) AND (payload_sha256 IS NOT NULL) AND (payload_signature IS NOT NULL) AND (signed_attributes IS NOT NULL) AND (attributes_signature IS NOT NULL) AND (certificate IS NOT NULL) AND (certificate_serial IS NOT NULL) AND (pdf IS NOT NULL) AND (pdf_sha256 IS NOT NULL) AND (verification_code IS NOT NULL))))
constraint clin.first_signature.first_signature_clinic_id_author_id_fkey FOREIGN KEY (clinic_id, author_id) REFERENCES org.staff_member(clinic_id, id)
constraint clin.first_signature.first_signature_clinic_id_id_note_id_key UNIQUE (clinic_id, id, note_id)
constraint clin.first_signature.first_signature_clinic_id_named_id_fkey FOREIGN KEY (clinic_id, named_id) REFERENCES org.staff_member(clinic_id, id)
constraint clin.first_signature.first_signature_clinic_id_note_id_patient_id_fkey FOREIGN KEY (clinic_id, note_id, patient_id) REFERENCES clin.note(clinic_id, id, patient_id)
constraint clin.first_signature.first_signature_method_check CHECK ((method = ANY (ARRAY['efirma'::text, 'attested'::text])))
constraint clin.first_signature.first_signature_payload_sha256_check CHECK ((octet_length(payload_sha256) = 32))
constraint clin.first_signature.first_signature_pdf_sha256_check CHECK ((octet_length(pdf_sha256) = 32))
constraint clin.first_signature.first_signature_pkey PRIMARY KEY (clinic_id, id)
constraint clin.first_signature.first_signature_words_sha256_check CHECK ((octet_length(words_sha256) = 32))
constraint clin.first_signature.step_taken TRIGGER DEFERRABLE INITIALLY DEFERRED
constraint clin.information_given.information_given_capacity_check CHECK ((capacity = ANY (ARRAY['patient'::text, 'parent'::text, 'tutor'::text, 'legal-representative'::text, 'relative'::text, 'authority'::text])))
constraint clin.information_given.information_given_check CHECK ((told_at <= recorded_at))
constraint clin.information_given.information_given_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint clin.information_given.information_given_clinic_id_told_by_fkey FOREIGN KEY (clinic_id, told_by) REFERENCES org.staff_member(clinic_id, id)
constraint clin.information_given.information_given_pkey PRIMARY KEY (clinic_id, id)
constraint clin.note.note_check CHECK (((kind = 'addendum'::text) = (amends IS NOT NULL)))
constraint clin.note.note_clinic_id_amends_patient_id_fkey FOREIGN KEY (clinic_id, amends, patient_id) REFERENCES clin.note(clinic_id, id, patient_id)
constraint clin.note.note_clinic_id_answers_patient_id_fkey FOREIGN KEY (clinic_id, answers, patient_id) REFERENCES clin.note(clinic_id, id, patient_id)
constraint clin.note.note_clinic_id_author_id_fkey FOREIGN KEY (clinic_id, author_id) REFERENCES org.staff_member(clinic_id, id)
constraint clin.note.note_clinic_id_consent_id_fkey FOREIGN KEY (clinic_id, consent_id) REFERENCES clin.signed_note(clinic_id, note_id)
constraint clin.note.note_clinic_id_encounter_id_fkey FOREIGN KEY (clinic_id, encounter_id) REFERENCES clin.encounter(clinic_id, id)
constraint clin.note.note_clinic_id_id_patient_id_key UNIQUE (clinic_id, id, patient_id)
constraint clin.note.note_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint clin.note.note_discard_told CHECK ((((discard_reason IS NULL) = (discarded_at IS NULL)) AND ((discarded_at IS NULL) OR (state = 'discarded'::text))))
constraint clin.note.note_kind_check CHECK (clin.is_document_kind(kind))
constraint clin.note.note_pkey PRIMARY KEY (clinic_id, id)
constraint clin.note.note_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'waiting'::text, 'signed'::text, 'discarded'::text])))
constraint clin.note.note_version_check CHECK ((version >= 0))
constraint clin.note.note_words_kept CHECK ((((state = ANY (ARRAY['draft'::text, 'waiting'::text])) = (content IS NOT NULL)) OR (state = 'discarded'::text)))
constraint clin.note_diagnosis.note_diagnosis_certainty_check CHECK ((certainty = ANY (ARRAY['presumptive'::text, 'confirmed'::text])))
constraint clin.note_diagnosis.note_diagnosis_clinic_id_note_id_code_key UNIQUE (clinic_id, note_id, code)
constraint clin.note_diagnosis.note_diagnosis_clinic_id_note_id_patient_id_fkey FOREIGN KEY (clinic_id, note_id, patient_id) REFERENCES clin.note(clinic_id, id, patient_id)
constraint clin.note_diagnosis.note_diagnosis_code_check CHECK ((code ~ '^[A-Z][0-9]{2}[0-9X]?$'::text))
constraint clin.note_diagnosis.note_diagnosis_pkey PRIMARY KEY (clinic_id, note_id, place)
constraint clin.note_diagnosis.note_diagnosis_place_check CHECK (((place >= 1) AND (place <= 20)))
constraint clin.note_diagnosis.note_diagnosis_system_check CHECK ((system = 'CIE-10'::text))
constraint clin.note_origin.note_origin_characters_check CHECK ((characters >= 0))
constraint clin.note_origin.note_origin_check CHECK (((carried >= 0) AND (carried <= characters)))
constraint clin.note_origin.note_origin_clinic_id_author_id_fkey FOREIGN KEY (clinic_id, author_id) REFERENCES org.staff_member(clinic_id, id)
constraint clin.note_origin.note_origin_clinic_id_note_id_patient_id_fkey FOREIGN KEY (clinic_id, note_id, patient_id) REFERENCES clin.note(clinic_id, id, patient_id)
constraint clin.note_origin.note_origin_pkey PRIMARY KEY (clinic_id, note_id)
constraint clin.note_preparation.note_preparation_clinic_id_first_id_note_id_fkey FOREIGN KEY (clinic_id, first_id, note_id) REFERENCES clin.first_signature(clinic_id, id, note_id)
constraint clin.note_preparation.note_preparation_clinic_id_note_id_patient_id_fkey FOREIGN KEY (clinic_id, note_id, patient_id) REFERENCES clin.note(clinic_id, id, patient_id)
constraint clin.note_preparation.note_preparation_clinic_id_prepared_by_fkey FOREIGN KEY (clinic_id, prepared_by) REFERENCES org.staff_member(clinic_id, id)
constraint clin.note_preparation.note_preparation_payload_sha256_check CHECK ((octet_length(payload_sha256) = 32))
constraint clin.note_preparation.note_preparation_pdf_digest_check CHECK ((octet_length(pdf_digest) = 32))
constraint clin.note_preparation.note_preparation_pkey PRIMARY KEY (clinic_id, id)
constraint clin.note_vital.note_vital_clinic_id_note_id_patient_id_fkey FOREIGN KEY (clinic_id, note_id, patient_id) REFERENCES clin.note(clinic_id, id, patient_id)
constraint clin.note_vital.note_vital_code_check CHECK ((code = ANY (ARRAY['temperature'::text, 'systolic'::text, 'diastolic'::text, 'heartRate'::text, 'respiratoryRate'::text, 'oxygenSaturation'::text, 'weight'::text, 'height'::text, 'headCircumference'::text, 'glucose'::text])))
constraint clin.note_vital.note_vital_pkey PRIMARY KEY (clinic_id, note_id, code)
constraint clin.observation_step.observation_step_clinic_id_encounter_id_fkey FOREIGN KEY (clinic_id, encounter_id) REFERENCES clin.encounter(clinic_id, id)
constraint clin.observation_step.observation_step_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint clin.observation_step.observation_step_clinic_id_taken_by_fkey FOREIGN KEY (clinic_id, taken_by) REFERENCES org.staff_member(clinic_id, id)
constraint clin.observation_step.observation_step_pkey PRIMARY KEY (clinic_id, encounter_id, step)
constraint clin.observation_step.observation_step_step_check CHECK ((step = ANY (ARRAY['begun'::text, 'ended'::text])))
constraint clin.record_request.record_request_capacity_check CHECK ((capacity = ANY (ARRAY['patient'::text, 'parent'::text, 'tutor'::text, 'legal-representative'::text, 'authorised-physician'::text, 'judicial-authority'::text, 'prosecution'::text, 'administrative-authority'::text])))
constraint clin.record_request.record_request_check CHECK (((wants = 'range'::text) = ((since IS NOT NULL) AND (until IS NOT NULL))))
constraint clin.record_request.record_request_check1 CHECK ((until >= since))
constraint clin.record_request.record_request_clinic_id_id_patient_id_key UNIQUE (clinic_id, id, patient_id)
constraint clin.record_request.record_request_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint clin.record_request.record_request_clinic_id_recorded_by_fkey FOREIGN KEY (clinic_id, recorded_by) REFERENCES org.staff_member(clinic_id, id)
constraint clin.record_request.record_request_identity_checked_check CHECK ((identity_checked = ANY (ARRAY['official-id'::text, 'known-in-person'::text, 'official-document'::text])))
constraint clin.record_request.record_request_pkey PRIMARY KEY (clinic_id, id)
constraint clin.record_request.record_request_request_sha256_check CHECK ((octet_length(request_sha256) = 32))
constraint clin.record_request.record_request_wants_check CHECK ((wants = ANY (ARRAY['whole-record'::text, 'clinical-summary'::text, 'range'::text])))
constraint clin.record_request_step.record_request_step_check CHECK (((step = 'delivered'::text) = (documents IS NOT NULL)))
constraint clin.record_request_step.record_request_step_check1 CHECK (((step = 'delivered'::text) = (words IS NULL)))
constraint clin.record_request_step.record_request_step_check2 CHECK (((note_id IS NULL) OR (step = 'delivered'::text)))
constraint clin.record_request_step.record_request_step_clinic_id_note_id_fkey FOREIGN KEY (clinic_id, note_id) REFERENCES clin.signed_note(clinic_id, note_id)
constraint clin.record_request_step.record_request_step_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint clin.record_request_step.record_request_step_clinic_id_request_id_patient_id_fkey FOREIGN KEY (clinic_id, request_id, patient_id) REFERENCES clin.record_request(clinic_id, id, patient_id)
constraint clin.record_request_step.record_request_step_clinic_id_taken_by_fkey FOREIGN KEY (clinic_id, taken_by) REFERENCES org.staff_member(clinic_id, id)
constraint clin.record_request_step.record_request_step_documents_check CHECK ((documents >= 0))
constraint clin.record_request_step.record_request_step_pkey PRIMARY KEY (clinic_id, request_id, step)
constraint clin.record_request_step.record_request_step_step_check CHECK ((step = ANY (ARRAY['granted'::text, 'refused'::text, 'delivered'::text])))
constraint clin.returned_document.returned_document_clinic_id_first_id_note_id_fkey FOREIGN KEY (clinic_id, first_id, note_id) REFERENCES clin.first_signature(clinic_id, id, note_id)
constraint clin.returned_document.returned_document_clinic_id_note_id_patient_id_fkey FOREIGN KEY (clinic_id, note_id, patient_id) REFERENCES clin.note(clinic_id, id, patient_id)
constraint clin.returned_document.returned_document_clinic_id_returned_by_fkey FOREIGN KEY (clinic_id, returned_by) REFERENCES org.staff_member(clinic_id, id)
constraint clin.returned_document.returned_document_pkey PRIMARY KEY (clinic_id, first_id)
constraint clin.returned_document.step_taken TRIGGER DEFERRABLE INITIALLY DEFERRED
constraint clin.second_signature.second_signature_clinic_id_first_id_note_id_fkey FOREIGN KEY (clinic_id, first_id, note_id) REFERENCES clin.first_signature(clinic_id, id, note_id)
constraint clin.second_signature.second_signature_clinic_id_note_id_patient_id_fkey FOREIGN KEY (clinic_id, note_id, patient_id) REFERENCES clin.note(clinic_id, id, patient_id)
constraint clin.second_signature.second_signature_clinic_id_signer_id_fkey FOREIGN KEY (clinic_id, signer_id) REFERENCES org.staff_member(clinic_id, id)
constraint clin.second_signature.second_signature_payload_sha256_check CHECK ((octet_length(payload_sha256) = 32))
constraint clin.second_signature.second_signature_pkey PRIMARY KEY (clinic_id, note_id)
constraint clin.second_signature.step_taken TRIGGER DEFERRABLE INITIALLY DEFERRED
constraint clin.signed_note.signed_note_algorithm_check CHECK ((algorithm = 'RSASSA-PKCS1-v1_5-SHA-256'::text))
constraint clin.signed_note.signed_note_clinic_id_amends_fkey FOREIGN KEY (clinic_id, amends) REFERENCES clin.signed_note(clinic_id, note_id)
constraint clin.signed_note.signed_note_clinic_id_author_id_fkey FOREIGN KEY (clinic_id, author_id) REFERENCES org.staff_member(clinic_id, id)
constraint clin.signed_note.signed_note_clinic_id_encounter_id_fkey FOREIGN KEY (clinic_id, encounter_id) REFERENCES clin.encounter(clinic_id, id)
constraint clin.signed_note.signed_note_clinic_id_note_id_patient_id_fkey FOREIGN KEY (clinic_id, note_id, patient_id) REFERENCES clin.note(clinic_id, id, patient_id)
constraint clin.signed_note.signed_note_clinic_id_verification_code_key UNIQUE (clinic_id, verification_code)
constraint clin.signed_note.signed_note_kind_check CHECK (clin.is_document_kind(kind))
constraint clin.signed_note.signed_note_payload_sha256_check CHECK ((octet_length(payload_sha256) = 32))
constraint clin.signed_note.signed_note_pdf_sha256_check CHECK ((octet_length(pdf_sha256) = 32))
constraint clin.signed_note.signed_note_pkey PRIMARY KEY (clinic_id, note_id)
constraint clin.signed_note.signed_note_revocation_check CHECK ((revocation = ANY (ARRAY['not-checked'::text, 'good'::text, 'revoked'::text])))
constraint clin.summary_version.summary_version_check CHECK (((until IS NULL) OR (since IS NULL) OR (until >= since)))
constraint clin.summary_version.summary_version_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint clin.summary_version.summary_version_clinic_id_recorded_by_fkey FOREIGN KEY (clinic_id, recorded_by) REFERENCES org.staff_member(clinic_id, id)
constraint clin.summary_version.summary_version_code_check CHECK ((code ~ '^[A-Za-z0-9-]{1,20}$'::text))
constraint clin.summary_version.summary_version_kind_check CHECK ((kind = ANY (ARRAY['problem'::text, 'allergy'::text, 'medicine'::text, 'immunisation'::text, 'antecedent'::text, 'pregnancy'::text, 'creatinine'::text, 'flag'::text])))
constraint clin.summary_version.summary_version_pkey PRIMARY KEY (clinic_id, item_id, version)
constraint clin.summary_version.summary_version_status_check CHECK ((length(status) <= 20))
constraint clin.summary_version.summary_version_version_check CHECK ((version >= 1))
constraint front.appointment.appointment_check CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '04:00:00'::interval))))
constraint front.appointment.appointment_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint front.appointment.appointment_clinic_id_practitioner_id_fkey FOREIGN KEY (clinic_id, practitioner_id) REFERENCES org.staff_member(clinic_id, id)
constraint front.appointment.appointment_kind_check CHECK ((kind = ANY (ARRAY['first'::text, 'follow-up'::text, 'walk-in'::text])))
constraint front.appointment.appointment_no_overlap EXCLUDE USING gist (clinic_id WITH =, practitioner_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (((status <> ALL (ARRAY['cancelled'::text, 'no-show'::text])) AND (kind <> 'walk-in'::text)))
constraint front.appointment.appointment_pkey PRIMARY KEY (clinic_id, id)
constraint front.appointment.appointment_status_check CHECK ((status = ANY (ARRAY['booked'::text, 'confirmed'::text, 'arrived'::text, 'in-consult'::text, 'attended'::text, 'no-show'::text, 'cancelled'::text])))
constraint front.patient.ground TRIGGER DEFERRABLE INITIALLY DEFERRED
constraint front.patient.patient_apparent_age_check CHECK (((apparent_age >= 0) AND (apparent_age <= 120)))
constraint front.patient.patient_biological_sex_check CHECK ((biological_sex = ANY (ARRAY[1, 2, 3])))
constraint front.patient.patient_birth_date_check CHECK ((birth_date > '1800-01-01'::date))
constraint front.patient.patient_birth_date_unknown_check CHECK ((birth_date_unknown = ANY (ARRAY['person-does-not-know'::text, 'not-told'::text, 'unknown-person'::text])))
constraint front.patient.patient_birth_entity_check CHECK ((birth_entity ~ '^(0[0-9]|[12][0-9]|3[0-2]|NE)$'::text))
constraint front.patient.patient_check CHECK (((status = 'merged'::text) = (merged_into IS NOT NULL)))
constraint front.patient.patient_check1 CHECK ((merged_into <> id))
constraint front.patient.patient_check2 CHECK (((birth_date IS NULL) = (birth_date_unknown IS NOT NULL)))
constraint front.patient.patient_check3 CHECK (((curp_state = 'absent'::text) = (curp_absent_reason IS NOT NULL)))
constraint front.patient.patient_check4 CHECK (((curp_state = 'absent'::text) = (curp_blind IS NULL)))
constraint front.patient.patient_check5 CHECK (((curp_state = 'attested'::text) = (curp_attested_at IS NOT NULL)))
constraint front.patient.patient_check6 CHECK (((NOT unknown_person) OR (curp_state = 'absent'::text)))
constraint front.patient.patient_check7 CHECK ((unknown_person OR (apparent_age IS NULL)))
constraint front.patient.patient_clinic_id_merged_into_fkey FOREIGN KEY (clinic_id, merged_into) REFERENCES front.patient(clinic_id, id)
constraint front.patient.patient_clinic_id_record_number_key UNIQUE (clinic_id, record_number)
constraint front.patient.patient_curp_absent_reason_check CHECK ((curp_absent_reason = ANY (ARRAY['not-at-hand'::text, 'newborn'::text, 'foreigner'::text, 'never-registered'::text, 'declined'::text, 'unknown-person'::text])))
constraint front.patient.patient_curp_blind_check CHECK ((octet_length(curp_blind) = 32))
constraint front.patient.patient_curp_state_check CHECK ((curp_state = ANY (ARRAY['given'::text, 'attested'::text, 'absent'::text])))
constraint front.patient.patient_gender_check CHECK ((gender = ANY (ARRAY[0, 1, 2, 3, 4, 5, 6, 88])))
constraint front.patient.patient_nationality_check CHECK ((nationality ~ '^[A-Z]{3}$'::text))
constraint front.patient.patient_pkey PRIMARY KEY (clinic_id, id)
constraint front.patient.patient_record_number_check CHECK ((record_number > 0))
constraint front.patient.patient_residence_entity_check CHECK ((residence_entity ~ '^(0[0-9]|[12][0-9]|3[0-2])$'::text))
constraint front.patient.patient_residence_locality_check CHECK ((residence_locality ~ '^[0-9]{4}$'::text))
constraint front.patient.patient_residence_municipality_check CHECK ((residence_municipality ~ '^[0-9]{3}$'::text))
constraint front.patient.patient_sex_check CHECK ((sex = ANY (ARRAY['H'::text, 'M'::text, 'X'::text])))
constraint front.patient.patient_status_check CHECK ((status = ANY (ARRAY['active'::text, 'merged'::text])))
constraint front.patient.patient_version_check CHECK ((version > 0))
constraint front.patient_counter.patient_counter_last_number_check CHECK (((last_number >= 1) AND (last_number <= '999999999999999999'::bigint)))
constraint front.patient_counter.patient_counter_pkey PRIMARY KEY (clinic_id)
constraint front.patient_identity_version.patient_identity_version_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint front.patient_identity_version.patient_identity_version_clinic_id_patient_id_version_key UNIQUE (clinic_id, patient_id, version)
constraint front.patient_identity_version.patient_identity_version_event_check CHECK ((event = ANY (ARRAY['registered'::text, 'registered-unknown'::text, 'corrected'::text, 'identified'::text])))
constraint front.patient_identity_version.patient_identity_version_pkey PRIMARY KEY (clinic_id, id)
constraint front.patient_identity_version.patient_identity_version_version_check CHECK ((version > 0))
constraint front.patient_lookup.patient_lookup_blind_check CHECK ((octet_length(blind) = 32))
constraint front.patient_lookup.patient_lookup_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint front.patient_lookup.patient_lookup_kind_check CHECK ((kind = ANY (ARRAY['phone'::text, 'email'::text, 'name'::text])))
constraint front.patient_lookup.patient_lookup_pkey PRIMARY KEY (clinic_id, patient_id, kind, blind)
constraint front.patient_merge.patient_merge_check CHECK ((kept_id <> merged_id))
constraint front.patient_merge.patient_merge_check1 CHECK (((undone_at IS NULL) = (undo_reason IS NULL)))
constraint front.patient_merge.patient_merge_clinic_id_kept_id_fkey FOREIGN KEY (clinic_id, kept_id) REFERENCES front.patient(clinic_id, id)
constraint front.patient_merge.patient_merge_clinic_id_merged_id_fkey FOREIGN KEY (clinic_id, merged_id) REFERENCES front.patient(clinic_id, id)
constraint front.patient_merge.patient_merge_pkey PRIMARY KEY (clinic_id, id)
constraint front.privacy_consent.privacy_consent_check CHECK (((given_by = 'patient'::text) = (giver IS NULL)))
constraint front.privacy_consent.privacy_consent_clinic_id_id_patient_id_key UNIQUE (clinic_id, id, patient_id)
constraint front.privacy_consent.privacy_consent_clinic_id_notice_version_fkey FOREIGN KEY (clinic_id, notice_version) REFERENCES front.privacy_notice(clinic_id, version)
constraint front.privacy_consent.privacy_consent_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint front.privacy_consent.privacy_consent_given_by_check CHECK ((given_by = ANY (ARRAY['patient'::text, 'mother'::text, 'father'::text, 'guardian'::text, 'representative'::text])))
constraint front.privacy_consent.privacy_consent_mechanism_check CHECK ((mechanism = ANY (ARRAY['autograph-on-paper'::text, 'electronic-signature'::text, 'authentication'::text])))
constraint front.privacy_consent.privacy_consent_pkey PRIMARY KEY (clinic_id, id)
constraint front.privacy_consent.privacy_consent_text_sha256_check CHECK ((octet_length(text_sha256) = 32))
constraint front.privacy_exception.privacy_exception_cause_check CHECK ((cause = ANY (ARRAY['emergency'::text, 'cannot-consent'::text])))
constraint front.privacy_exception.privacy_exception_check CHECK (((ended_at IS NULL) = (consent_id IS NULL)))
constraint front.privacy_exception.privacy_exception_check1 CHECK ((ended_at >= began_at))
constraint front.privacy_exception.privacy_exception_clinic_id_consent_id_patient_id_fkey FOREIGN KEY (clinic_id, consent_id, patient_id) REFERENCES front.privacy_consent(clinic_id, id, patient_id)
constraint front.privacy_exception.privacy_exception_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint front.privacy_exception.privacy_exception_pkey PRIMARY KEY (clinic_id, id)
constraint front.privacy_notice.privacy_notice_authority_check CHECK (((length(authority) >= 3) AND (length(authority) <= 200)))
constraint front.privacy_notice.privacy_notice_pkey PRIMARY KEY (clinic_id, version)
constraint front.privacy_notice.privacy_notice_text_sha256_check CHECK ((octet_length(text_sha256) = 32))
constraint front.privacy_notice.privacy_notice_version_check CHECK ((version > 0))
constraint front.sticky_note.sticky_note_check CHECK (((dismissed_by IS NULL) = (dismissed_at IS NULL)))
constraint front.sticky_note.sticky_note_check1 CHECK ((dismissed_at >= written_at))
constraint front.sticky_note.sticky_note_clinic_id_dismissed_by_fkey FOREIGN KEY (clinic_id, dismissed_by) REFERENCES org.staff_member(clinic_id, id)
constraint front.sticky_note.sticky_note_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint front.sticky_note.sticky_note_clinic_id_written_by_fkey FOREIGN KEY (clinic_id, written_by) REFERENCES org.staff_member(clinic_id, id)
constraint front.sticky_note.sticky_note_pkey PRIMARY KEY (clinic_id, id)
constraint keys.blind_key.blind_key_pkey PRIMARY KEY (clinic_id)
constraint keys.clinic_key.clinic_key_pkey PRIMARY KEY (clinic_id, version)
constraint keys.clinic_key.clinic_key_version_check CHECK ((version > 0))
constraint keys.patient_key.patient_key_clinic_id_clinic_key_version_fkey FOREIGN KEY (clinic_id, clinic_key_version) REFERENCES keys.clinic_key(clinic_id, version)
constraint keys.patient_key.patient_key_pkey PRIMARY KEY (clinic_id, patient_id, version)
constraint keys.patient_key.patient_key_version_check CHECK ((version > 0))
constraint med.confirmation.confirmation_check CHECK (((subject = 'ingredient'::text) OR ((fraction IS NULL) AND (is_antibiotic IS NULL))))
constraint med.confirmation.confirmation_clinic_id_confirmed_by_fkey FOREIGN KEY (clinic_id, confirmed_by) REFERENCES org.staff_member(clinic_id, id)
constraint med.confirmation.confirmation_fraction_check CHECK ((fraction = ANY (ARRAY['I'::text, 'II'::text, 'III'::text, 'IV'::text, 'V'::text, 'VI'::text])))
constraint med.confirmation.confirmation_pkey PRIMARY KEY (clinic_id, id)
constraint med.confirmation.confirmation_row_sha256_check CHECK ((octet_length(row_sha256) = 32))
constraint med.confirmation.confirmation_subject_check CHECK ((subject = ANY (ARRAY['ingredient'::text, 'presentation'::text, 'interaction'::text, 'fact'::text])))
constraint med.confirmation.confirmation_subject_key_check CHECK (((length(subject_key) >= 1) AND (length(subject_key) <= 200)))
constraint med.confirmation.confirmation_verdict_check CHECK ((verdict = ANY (ARRAY['confirmed'::text, 'rejected'::text, 'withdrawn'::text])))
constraint org.clinic.clinic_address_check CHECK (((length(address) >= 1) AND (length(address) <= 500)))
constraint org.clinic.clinic_check CHECK ((demo OR (second_factor <> 'off'::text)))
constraint org.clinic.clinic_clinic_id_responsible_person_id_fkey FOREIGN KEY (clinic_id, responsible_person_id) REFERENCES org.staff_member(clinic_id, id)
constraint org.clinic.clinic_clues_check CHECK ((clues ~ '^[A-Z]{5}[0-9]{6}$'::text))
constraint org.clinic.clinic_idle_minutes_check CHECK (((idle_minutes >= 2) AND (idle_minutes <= 15)))
constraint org.clinic.clinic_kind_check CHECK ((kind = ANY (ARRAY['private-office'::text, 'clinic'::text, 'hospital'::text, 'laboratory'::text])))
constraint org.clinic.clinic_language_check CHECK ((language = ANY (ARRAY['es-MX'::text, 'en-US'::text])))
constraint org.clinic.clinic_legal_name_check CHECK (((length(legal_name) >= 1) AND (length(legal_name) <= 200)))
constraint org.clinic.clinic_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
constraint org.clinic.clinic_phone_check CHECK ((length(phone) <= 20))
constraint org.clinic.clinic_pkey PRIMARY KEY (clinic_id)
constraint org.clinic.clinic_second_factor_check CHECK ((second_factor = ANY (ARRAY['off'::text, 'by-duty'::text, 'everyone'::text])))
constraint org.licence.licence_cedula_check CHECK ((cedula ~ '^[1-9][0-9]{4,7}$'::text))
constraint org.licence.licence_certificate_check CHECK (((length(certificate) >= 1) AND (length(certificate) <= 40)))
constraint org.licence.licence_check CHECK ((num_nulls(verified_at, verified_by, verification_method, evidence_sha256) = ANY (ARRAY[0, 4])))
constraint org.licence.licence_check1 CHECK (((kind = 'specialty'::text) = (num_nonnulls(council, certificate, expires_on) = 3)))
constraint org.licence.licence_check2 CHECK (((kind = 'specialty'::text) OR (num_nonnulls(council, certificate, expires_on) = 0)))
constraint org.licence.licence_clinic_id_person_id_fkey FOREIGN KEY (clinic_id, person_id) REFERENCES org.staff_member(clinic_id, id)
constraint org.licence.licence_clinic_id_verified_by_fkey FOREIGN KEY (clinic_id, verified_by) REFERENCES org.staff_member(clinic_id, id)
constraint org.licence.licence_council_check CHECK (((length(council) >= 1) AND (length(council) <= 200)))
constraint org.licence.licence_evidence_sha256_check CHECK ((evidence_sha256 ~ '^[0-9a-f]{64}$'::text))
constraint org.licence.licence_institution_check CHECK (((length(institution) >= 1) AND (length(institution) <= 200)))
constraint org.licence.licence_kind_check CHECK ((kind = ANY (ARRAY['profession'::text, 'specialty'::text])))
constraint org.licence.licence_pkey PRIMARY KEY (clinic_id, id)
constraint org.licence.licence_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
constraint org.licence.licence_verification_method_check CHECK ((verification_method = ANY (ARRAY['sep-online'::text, 'original-seen'::text, 'certified-copy'::text])))
constraint org.licence.licence_verification_note_check CHECK ((length(verification_note) <= 500))
constraint org.membership.membership_clinic_id_person_id_fkey FOREIGN KEY (clinic_id, person_id) REFERENCES org.staff_member(clinic_id, id)
constraint org.membership.membership_clinic_id_person_id_role_key UNIQUE (clinic_id, person_id, role)
constraint org.membership.membership_pkey PRIMARY KEY (clinic_id, id)
constraint org.membership.membership_role_check CHECK ((role = ANY (ARRAY['physician'::text, 'nurse'::text, 'receptionist'::text, 'laboratory'::text, 'auditor'::text, 'administrator'::text])))
constraint org.site.site_address_check CHECK (((length(address) >= 1) AND (length(address) <= 500)))
constraint org.site.site_clinic_id_fkey FOREIGN KEY (clinic_id) REFERENCES org.clinic(clinic_id)
constraint org.site.site_clues_check CHECK ((clues ~ '^[A-Z]{5}[0-9]{6}$'::text))
constraint org.site.site_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
constraint org.site.site_phone_check CHECK ((length(phone) <= 20))
constraint org.site.site_pkey PRIMARY KEY (clinic_id, id)
constraint org.staff_member.staff_member_clinic_id_account_id_key UNIQUE (clinic_id, account_id)
constraint org.staff_member.staff_member_clinic_id_fkey FOREIGN KEY (clinic_id) REFERENCES org.clinic(clinic_id)
constraint org.staff_member.staff_member_first_surname_check CHECK (((length(first_surname) >= 1) AND (length(first_surname) <= 100)))
constraint org.staff_member.staff_member_given_names_check CHECK (((length(given_names) >= 1) AND (length(given_names) <= 100)))
constraint org.staff_member.staff_member_pkey PRIMARY KEY (clinic_id, id)
constraint org.staff_member.staff_member_second_surname_check CHECK (((length(second_surname) >= 1) AND (length(second_surname) <= 100)))
constraint org.supervision.supervision_check CHECK (((grade = 'none'::text) = (supervisor_id IS NULL)))
constraint org.supervision.supervision_check1 CHECK ((supervisor_id <> person_id))
constraint org.supervision.supervision_clinic_id_person_id_fkey FOREIGN KEY (clinic_id, person_id) REFERENCES org.staff_member(clinic_id, id)
constraint org.supervision.supervision_clinic_id_recorded_by_fkey FOREIGN KEY (clinic_id, recorded_by) REFERENCES org.staff_member(clinic_id, id)
constraint org.supervision.supervision_clinic_id_supervisor_id_fkey FOREIGN KEY (clinic_id, supervisor_id) REFERENCES org.staff_member(clinic_id, id)
constraint org.supervision.supervision_grade_check CHECK ((grade = ANY (ARRAY['student'::text, 'intern'::text, 'social-service'::text, 'resident'::text, 'none'::text])))
constraint org.supervision.supervision_pkey PRIMARY KEY (clinic_id, id)
constraint pharmacy.dispensing.dispensing_address_check CHECK ((length(address) <= 300))
constraint pharmacy.dispensing.dispensing_by_kind_check CHECK ((by_kind = ANY (ARRAY['pharmacist'::text, 'establishment'::text])))
constraint pharmacy.dispensing.dispensing_by_name_check CHECK (((length(by_name) >= 3) AND (length(by_name) <= 160)))
constraint pharmacy.dispensing.dispensing_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint pharmacy.dispensing.dispensing_clinic_id_prescription_id_fkey FOREIGN KEY (clinic_id, prescription_id) REFERENCES rx.signed(clinic_id, prescription_id)
constraint pharmacy.dispensing.dispensing_clinic_id_prescription_id_request_id_key UNIQUE (clinic_id, prescription_id, request_id)
constraint pharmacy.dispensing.dispensing_establishment_check CHECK (((length(establishment) >= 3) AND (length(establishment) <= 200)))
constraint pharmacy.dispensing.dispensing_licence_check CHECK ((licence ~ '^[0-9A-Za-z./ -]{5,40}$'::text))
constraint pharmacy.dispensing.dispensing_pkey PRIMARY KEY (clinic_id, id)
constraint pharmacy.dispensing.dispensing_request_sha256_check CHECK ((octet_length(request_sha256) = 32))
constraint pharmacy.dispensing.dispensing_void_secret_sha256_check CHECK ((octet_length(void_secret_sha256) = 32))
constraint pharmacy.item.item_brand_check CHECK (((length(brand) >= 1) AND (length(brand) <= 160)))
constraint pharmacy.item.item_clinic_id_dispensing_id_fkey FOREIGN KEY (clinic_id, dispensing_id) REFERENCES pharmacy.dispensing(clinic_id, id)
constraint pharmacy.item.item_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint pharmacy.item.item_clinic_id_prescription_id_line_fkey FOREIGN KEY (clinic_id, prescription_id, line) REFERENCES rx.signed_line(clinic_id, prescription_id, line)
constraint pharmacy.item.item_fill_check CHECK (((fill >= 1) AND (fill <= 12)))
constraint pharmacy.item.item_lot_check CHECK (((length(lot) >= 1) AND (length(lot) <= 60)))
constraint pharmacy.item.item_pkey PRIMARY KEY (clinic_id, dispensing_id, line)
constraint pharmacy.item.item_quantity_check CHECK ((quantity > (0)::numeric))
constraint pharmacy.voiding.voiding_clinic_id_dispensing_id_fkey FOREIGN KEY (clinic_id, dispensing_id) REFERENCES pharmacy.dispensing(clinic_id, id)
constraint pharmacy.voiding.voiding_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint pharmacy.voiding.voiding_pkey PRIMARY KEY (clinic_id, dispensing_id)
constraint pharmacy.voiding.voiding_reason_check CHECK (((length(reason) >= 3) AND (length(reason) <= 300)))
constraint rx.constancia.constancia_clinic_id_brought_by_fkey FOREIGN KEY (clinic_id, brought_by) REFERENCES org.staff_member(clinic_id, id)
constraint rx.constancia.constancia_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint rx.constancia.constancia_clinic_id_prescription_id_fkey FOREIGN KEY (clinic_id, prescription_id) REFERENCES rx.signed(clinic_id, prescription_id)
constraint rx.constancia.constancia_clinic_id_prescription_id_sha256_key UNIQUE (clinic_id, prescription_id, sha256)
constraint rx.constancia.constancia_kind_check CHECK ((kind = ANY (ARRAY['nom-151'::text, 'rfc-3161'::text])))
constraint rx.constancia.constancia_pkey PRIMARY KEY (clinic_id, id)
constraint rx.constancia.constancia_sha256_check CHECK ((octet_length(sha256) = 32))
constraint rx.constancia.constancia_status_check CHECK ((status = ANY (ARRAY['issuer-trusted'::text, 'issuer-unknown'::text])))
constraint rx.ending.ending_check CHECK (((kind = 'replaced'::text) = (replaced_by IS NOT NULL)))
constraint rx.ending.ending_clinic_id_ended_by_fkey FOREIGN KEY (clinic_id, ended_by) REFERENCES org.staff_member(clinic_id, id)
constraint rx.ending.ending_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint rx.ending.ending_clinic_id_prescription_id_fkey FOREIGN KEY (clinic_id, prescription_id) REFERENCES rx.signed(clinic_id, prescription_id)
constraint rx.ending.ending_clinic_id_replaced_by_patient_id_fkey FOREIGN KEY (clinic_id, replaced_by, patient_id) REFERENCES rx.prescription(clinic_id, id, patient_id)
constraint rx.ending.ending_kind_check CHECK ((kind = ANY (ARRAY['cancelled'::text, 'replaced'::text])))
constraint rx.ending.ending_pkey PRIMARY KEY (clinic_id, prescription_id)
constraint rx.ending.ending_reason_check CHECK ((reason = ANY (ARRAY['wrong-medicine'::text, 'wrong-patient'::text, 'adverse-reaction'::text, 'treatment-changed'::text, 'not-wanted'::text, 'lost'::text, 'other'::text])))
constraint rx.favourite.favourite_clinic_id_owner_id_fkey FOREIGN KEY (clinic_id, owner_id) REFERENCES org.staff_member(clinic_id, id)
constraint rx.favourite.favourite_pkey PRIMARY KEY (clinic_id, id)
constraint rx.folio.folio_last_check CHECK ((last > 0))
constraint rx.folio.folio_pkey PRIMARY KEY (clinic_id)
constraint rx.preparation.preparation_clinic_id_prepared_by_fkey FOREIGN KEY (clinic_id, prepared_by) REFERENCES org.staff_member(clinic_id, id)
constraint rx.preparation.preparation_clinic_id_prescription_id_patient_id_fkey FOREIGN KEY (clinic_id, prescription_id, patient_id) REFERENCES rx.prescription(clinic_id, id, patient_id)
constraint rx.preparation.preparation_payload_sha256_check CHECK ((octet_length(payload_sha256) = 32))
constraint rx.preparation.preparation_pdf_digest_check CHECK ((octet_length(pdf_digest) = 32))
constraint rx.preparation.preparation_pkey PRIMARY KEY (clinic_id, id)
constraint rx.preparation.preparation_token_sha256_check CHECK ((octet_length(token_sha256) = 32))
constraint rx.prescription.prescription_check CHECK (((state <> 'signed'::text) OR (content IS NULL)))
constraint rx.prescription.prescription_clinic_id_author_id_fkey FOREIGN KEY (clinic_id, author_id) REFERENCES org.staff_member(clinic_id, id)
constraint rx.prescription.prescription_clinic_id_encounter_id_fkey FOREIGN KEY (clinic_id, encounter_id) REFERENCES clin.encounter(clinic_id, id)
constraint rx.prescription.prescription_clinic_id_id_patient_id_key UNIQUE (clinic_id, id, patient_id)
constraint rx.prescription.prescription_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint rx.prescription.prescription_clinic_id_replaces_patient_id_fkey FOREIGN KEY (clinic_id, replaces, patient_id) REFERENCES rx.prescription(clinic_id, id, patient_id)
constraint rx.prescription.prescription_pkey PRIMARY KEY (clinic_id, id)
constraint rx.prescription.prescription_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'signed'::text, 'discarded'::text])))
constraint rx.prescription.prescription_version_check CHECK ((version >= 0))
constraint rx.public_copy.public_copy_clinic_id_prescription_id_fkey FOREIGN KEY (clinic_id, prescription_id) REFERENCES rx.signed(clinic_id, prescription_id)
constraint rx.public_copy.public_copy_pkey PRIMARY KEY (clinic_id, prescription_id)
constraint rx.public_copy.public_copy_token_sha256_check CHECK ((octet_length(token_sha256) = 32))
constraint rx.signed.signed_algorithm_check CHECK ((algorithm = 'RSASSA-PKCS1-v1_5-SHA-256'::text))
constraint rx.signed.signed_class_check CHECK ((class = ANY (ARRAY['I'::text, 'II'::text, 'III'::text, 'IV'::text, 'V'::text, 'VI'::text])))
constraint rx.signed.signed_clinic_id_author_id_fkey FOREIGN KEY (clinic_id, author_id) REFERENCES org.staff_member(clinic_id, id)
constraint rx.signed.signed_clinic_id_folio_key UNIQUE (clinic_id, folio)
constraint rx.signed.signed_clinic_id_patient_id_fkey FOREIGN KEY (clinic_id, patient_id) REFERENCES front.patient(clinic_id, id)
constraint rx.signed.signed_clinic_id_prescription_id_patient_id_fkey FOREIGN KEY (clinic_id, prescription_id, patient_id) REFERENCES rx.prescription(clinic_id, id, patient_id)
constraint rx.signed.signed_folio_check CHECK ((folio ~ '^RX-[0-9]{7,}$'::text))
constraint rx.signed.signed_mode_check CHECK ((mode = ANY (ARRAY['ELECTRONICA_SIN_CONSTANCIA'::text, 'IMPRESA_AUTOGRAFA'::text])))
constraint rx.signed.signed_payload_sha256_check CHECK ((octet_length(payload_sha256) = 32))
constraint rx.signed.signed_pdf_sha256_check CHECK ((octet_length(pdf_sha256) = 32))
constraint rx.signed.signed_pkey PRIMARY KEY (clinic_id, prescription_id)
constraint rx.signed.signed_revocation_check CHECK ((revocation = ANY (ARRAY['not-checked'::text, 'good'::text, 'revoked'::text])))
constraint rx.signed.signed_safety_sha256_check CHECK ((octet_length(safety_sha256) = 32))
constraint rx.signed_alert.signed_alert_check CHECK (((severity = ANY (ARRAY['moderate'::text, 'minor'::text])) OR (reason IS NOT NULL)))
constraint rx.signed_alert.signed_alert_clinic_id_prescription_id_patient_id_fkey FOREIGN KEY (clinic_id, prescription_id, patient_id) REFERENCES rx.prescription(clinic_id, id, patient_id)
constraint rx.signed_alert.signed_alert_kind_check CHECK ((kind = ANY (ARRAY['interaction'::text, 'allergy'::text, 'cross-allergy'::text, 'duplicate'::text, 'pregnancy'::text, 'lactation'::text, 'age'::text, 'max-dose'::text, 'renal'::text, 'condition'::text])))
constraint rx.signed_alert.signed_alert_pkey PRIMARY KEY (clinic_id, prescription_id, place)
constraint rx.signed_alert.signed_alert_place_check CHECK (((place >= 1) AND (place <= 500)))
constraint rx.signed_alert.signed_alert_reason_check CHECK ((reason = ANY (ARRAY['benefit-outweighs-risk'::text, 'tolerated-before'::text, 'will-monitor'::text, 'dose-adjusted'::text, 'data-wrong'::text, 'no-alternative'::text, 'specialist-advice'::text, 'other'::text])))
constraint rx.signed_alert.signed_alert_severity_check CHECK ((severity = ANY (ARRAY['contraindicated'::text, 'major'::text, 'moderate'::text, 'minor'::text])))
constraint rx.signed_line.signed_line_clinic_id_prescription_id_patient_id_fkey FOREIGN KEY (clinic_id, prescription_id, patient_id) REFERENCES rx.prescription(clinic_id, id, patient_id)
constraint rx.signed_line.signed_line_fills_check CHECK (((fills >= 1) AND (fills <= 12)))
constraint rx.signed_line.signed_line_fraction_check CHECK ((fraction = ANY (ARRAY['I'::text, 'II'::text, 'III'::text, 'IV'::text, 'V'::text, 'VI'::text])))
constraint rx.signed_line.signed_line_line_check CHECK (((line >= 1) AND (line <= 30)))
constraint rx.signed_line.signed_line_packs_check CHECK ((packs > 0))
constraint rx.signed_line.signed_line_per_fill_check CHECK ((per_fill > (0)::numeric))
constraint rx.signed_line.signed_line_pkey PRIMARY KEY (clinic_id, prescription_id, line)

CREATE INDEX appointment_day ON front.appointment USING btree (clinic_id, starts_at)
CREATE INDEX appointment_no_overlap ON front.appointment USING gist (clinic_id, practitioner_id, tstzrange(starts_at, ends_at)) WHERE ((status <> ALL (ARRAY['cancelled'::text, 'no-show'::text])) AND (kind <> 'walk-in'::text))
CREATE INDEX appointment_patient ON front.appointment USING btree (clinic_id, patient_id, starts_at DESC)
CREATE INDEX appointment_practitioner ON front.appointment USING btree (clinic_id, practitioner_id, starts_at)
CREATE INDEX attachment_encounter ON clin.attachment USING btree (clinic_id, encounter_id)
CREATE INDEX attachment_error_attachment ON clin.attachment_error USING btree (clinic_id, attachment_id, patient_id)
CREATE INDEX attachment_error_person ON clin.attachment_error USING btree (clinic_id, marked_by)
CREATE INDEX attachment_note ON clin.attachment USING btree (clinic_id, note_id)
CREATE INDEX attachment_part_attachment ON clin.attachment_part USING btree (clinic_id, attachment_id, patient_id)
CREATE INDEX attachment_patient ON clin.attachment USING btree (clinic_id, patient_id, recorded_at DESC)
CREATE INDEX attachment_person ON clin.attachment USING btree (clinic_id, recorded_by)
CREATE INDEX attempt_last ON auth.attempt USING btree (last_at)
CREATE INDEX birth_term_patient ON clin.birth_term USING btree (clinic_id, patient_id, stated_at DESC)
CREATE INDEX birth_term_person ON clin.birth_term USING btree (clinic_id, stated_by)
CREATE INDEX checkpoint_head_number ON audit.checkpoint_head USING btree (number)
CREATE INDEX clinic_responsible ON org.clinic USING btree (clinic_id, responsible_person_id)
CREATE INDEX confirmation_person ON med.confirmation USING btree (clinic_id, confirmed_by)
CREATE INDEX confirmation_subject ON med.confirmation USING btree (clinic_id, subject, subject_key, confirmed_at DESC, id DESC)
CREATE INDEX consent_revocation_note ON clin.consent_revocation USING btree (clinic_id, consent_id, patient_id)
CREATE INDEX consent_revocation_person ON clin.consent_revocation USING btree (clinic_id, recorded_by)
CREATE INDEX constancia_patient ON rx.constancia USING btree (clinic_id, patient_id)
CREATE INDEX constancia_person ON rx.constancia USING btree (clinic_id, brought_by)
CREATE INDEX dispensing_patient ON pharmacy.dispensing USING btree (clinic_id, patient_id)
CREATE INDEX dispensing_time ON pharmacy.dispensing USING btree (clinic_id, dispensed_on DESC)
CREATE INDEX earlier_history_person ON clin.earlier_history USING btree (clinic_id, attested_by)
CREATE INDEX earlier_state_patient ON audit.earlier_state USING btree (clinic_id, patient) WHERE (patient IS NOT NULL)
CREATE INDEX encounter_open_emergency ON clin.encounter USING btree (clinic_id, started_at) WHERE ((status = 'open'::text) AND (kind = 'emergency'::text))
CREATE INDEX encounter_patient ON clin.encounter USING btree (clinic_id, patient_id, started_at DESC)
CREATE INDEX encounter_practitioner ON clin.encounter USING btree (clinic_id, practitioner_id, started_at DESC)
CREATE INDEX ending_patient ON rx.ending USING btree (clinic_id, patient_id)
CREATE INDEX ending_person ON rx.ending USING btree (clinic_id, ended_by)
CREATE INDEX ending_replaced_by ON rx.ending USING btree (clinic_id, replaced_by, patient_id)
CREATE INDEX favourite_owner ON rx.favourite USING btree (clinic_id, owner_id) WHERE (retired_at IS NULL)
CREATE INDEX favourite_owner_all ON rx.favourite USING btree (clinic_id, owner_id)
CREATE INDEX first_signature_author ON clin.first_signature USING btree (clinic_id, author_id)
CREATE INDEX first_signature_named ON clin.first_signature USING btree (clinic_id, named_id)
CREATE INDEX first_signature_note ON clin.first_signature USING btree (clinic_id, note_id, patient_id)
CREATE INDEX information_given_patient ON clin.information_given USING btree (clinic_id, patient_id, told_at DESC)
CREATE INDEX information_given_person ON clin.information_given USING btree (clinic_id, told_by)
CREATE INDEX item_line ON pharmacy.item USING btree (clinic_id, prescription_id, line)
CREATE INDEX item_patient ON pharmacy.item USING btree (clinic_id, patient_id)
CREATE INDEX licence_person ON org.licence USING btree (clinic_id, person_id)
CREATE INDEX licence_verified_by ON org.licence USING btree (clinic_id, verified_by)
CREATE INDEX log_action ON audit.log USING btree (clinic_id, action, seq)
CREATE INDEX log_at ON audit.log USING btree (clinic_id, at)
CREATE INDEX log_patients ON audit.log USING gin (patients)
CREATE INDEX log_person ON audit.log USING btree (clinic_id, person_id, seq)
CREATE INDEX note_amends ON clin.note USING btree (clinic_id, amends, patient_id)
CREATE INDEX note_answers ON clin.note USING btree (clinic_id, answers, patient_id)
CREATE INDEX note_author ON clin.note USING btree (clinic_id, author_id) WHERE (state = 'draft'::text)
CREATE INDEX note_author_all ON clin.note USING btree (clinic_id, author_id)
CREATE INDEX note_consent ON clin.note USING btree (clinic_id, consent_id)
CREATE INDEX note_diagnosis_note ON clin.note_diagnosis USING btree (clinic_id, note_id, patient_id)
CREATE INDEX note_diagnosis_patient ON clin.note_diagnosis USING btree (clinic_id, patient_id, code, noted_at DESC)
CREATE INDEX note_discarded ON clin.note USING btree (clinic_id, patient_id, author_id, discarded_at DESC) WHERE (state = 'discarded'::text)
CREATE INDEX note_encounter ON clin.note USING btree (clinic_id, encounter_id)
CREATE INDEX note_kind ON clin.note USING btree (clinic_id, patient_id, kind, created_at DESC) WHERE (state = 'signed'::text)
CREATE INDEX note_origin_author ON clin.note_origin USING btree (clinic_id, author_id, signed_at)
CREATE INDEX note_origin_note ON clin.note_origin USING btree (clinic_id, note_id, patient_id)
CREATE INDEX note_patient ON clin.note USING btree (clinic_id, patient_id, created_at DESC, id)
CREATE INDEX note_preparation_expiry ON clin.note_preparation USING btree (clinic_id, expires_at)
CREATE INDEX note_preparation_first ON clin.note_preparation USING btree (clinic_id, first_id, note_id)
CREATE INDEX note_preparation_note ON clin.note_preparation USING btree (clinic_id, note_id, patient_id)
CREATE INDEX note_preparation_person ON clin.note_preparation USING btree (clinic_id, prepared_by)
CREATE INDEX note_vital_note ON clin.note_vital USING btree (clinic_id, note_id, patient_id)
CREATE INDEX note_vital_patient ON clin.note_vital USING btree (clinic_id, patient_id, code, taken_at DESC)
CREATE INDEX note_waiting ON clin.note USING btree (clinic_id, created_at) WHERE (state = 'waiting'::text)
CREATE INDEX observation_step_patient ON clin.observation_step USING btree (clinic_id, patient_id)
CREATE INDEX observation_step_person ON clin.observation_step USING btree (clinic_id, taken_by)
CREATE INDEX passkey_account ON auth.passkey USING btree (account_id)
CREATE INDEX patient_birth_date ON front.patient USING btree (clinic_id, birth_date)
CREATE INDEX patient_changed ON front.patient USING btree (changed_at)
CREATE INDEX patient_key_clinic_key ON keys.patient_key USING btree (clinic_id, clinic_key_version)
CREATE INDEX patient_key_pseudonym ON keys.patient_key USING btree (clinic_id, pseudonym)
CREATE INDEX patient_lookup_blind ON front.patient_lookup USING btree (clinic_id, kind, blind)
CREATE INDEX patient_merge_kept ON front.patient_merge USING btree (clinic_id, kept_id)
CREATE INDEX patient_merge_merged ON front.patient_merge USING btree (clinic_id, merged_id)
CREATE INDEX patient_merged_into ON front.patient USING btree (clinic_id, merged_into)
CREATE INDEX pending_order ON audit.pending USING btree (at, id)
CREATE INDEX phrase_owner ON charting.phrase USING btree (clinic_id, owner_id)
CREATE INDEX phrase_person ON charting.phrase USING btree (clinic_id, changed_by)
CREATE INDEX preparation_expiry ON rx.preparation USING btree (clinic_id, expires_at)
CREATE INDEX preparation_person ON rx.preparation USING btree (clinic_id, prepared_by)
CREATE INDEX preparation_prescription ON rx.preparation USING btree (clinic_id, prescription_id, patient_id)
CREATE INDEX prescription_author ON rx.prescription USING btree (clinic_id, author_id) WHERE (state = 'draft'::text)
CREATE INDEX prescription_author_all ON rx.prescription USING btree (clinic_id, author_id)
CREATE INDEX prescription_encounter ON rx.prescription USING btree (clinic_id, encounter_id)
CREATE INDEX prescription_patient ON rx.prescription USING btree (clinic_id, patient_id, created_at DESC, id)
CREATE INDEX prescription_replaces ON rx.prescription USING btree (clinic_id, replaces, patient_id)
CREATE INDEX privacy_consent_notice ON front.privacy_consent USING btree (clinic_id, notice_version)
CREATE INDEX privacy_consent_patient ON front.privacy_consent USING btree (clinic_id, patient_id, at DESC)
CREATE INDEX privacy_exception_consent ON front.privacy_exception USING btree (clinic_id, consent_id, patient_id)
CREATE INDEX privacy_exception_patient ON front.privacy_exception USING btree (clinic_id, patient_id, began_at DESC)
CREATE INDEX record_request_patient ON clin.record_request USING btree (clinic_id, patient_id, recorded_at DESC)
CREATE INDEX record_request_person ON clin.record_request USING btree (clinic_id, recorded_by)
CREATE INDEX record_request_step_note ON clin.record_request_step USING btree (clinic_id, note_id)
CREATE INDEX record_request_step_patient ON clin.record_request_step USING btree (clinic_id, patient_id)
CREATE INDEX record_request_step_person ON clin.record_request_step USING btree (clinic_id, taken_by)
CREATE INDEX record_request_step_request ON clin.record_request_step USING btree (clinic_id, request_id, patient_id)
CREATE INDEX record_request_time ON clin.record_request USING btree (clinic_id, recorded_at DESC)
CREATE INDEX regimen_owner ON charting.regimen USING btree (clinic_id, owner_id)
CREATE INDEX returned_document_first ON clin.returned_document USING btree (clinic_id, first_id, note_id)
CREATE INDEX returned_document_note ON clin.returned_document USING btree (clinic_id, note_id, patient_id)
CREATE INDEX returned_document_person ON clin.returned_document USING btree (clinic_id, returned_by)
CREATE INDEX second_signature_first ON clin.second_signature USING btree (clinic_id, first_id, note_id)
CREATE INDEX second_signature_note ON clin.second_signature USING btree (clinic_id, note_id, patient_id)
CREATE INDEX second_signature_signer ON clin.second_signature USING btree (clinic_id, signer_id)
CREATE INDEX session_account ON auth.session USING btree (account_id) WHERE (ended_at IS NULL)
CREATE INDEX session_clinic_person ON auth.session USING btree (clinic_id, person_id) WHERE (ended_at IS NULL)
CREATE INDEX setup_link_account ON auth.setup_link USING btree (account_id)
CREATE INDEX signed_alert_prescription ON rx.signed_alert USING btree (clinic_id, prescription_id, patient_id)
CREATE INDEX signed_author ON rx.signed USING btree (clinic_id, author_id, signed_at DESC)
CREATE INDEX signed_line_patient ON rx.signed_line USING btree (clinic_id, patient_id, treated_until)
CREATE INDEX signed_line_prescription ON rx.signed_line USING btree (clinic_id, prescription_id, patient_id)
CREATE INDEX signed_note_amends ON clin.signed_note USING btree (clinic_id, amends)
CREATE INDEX signed_note_author ON clin.signed_note USING btree (clinic_id, author_id)
CREATE INDEX signed_note_encounter ON clin.signed_note USING btree (clinic_id, encounter_id)
CREATE INDEX signed_note_kind ON clin.signed_note USING btree (clinic_id, patient_id, kind, signed_at DESC)
CREATE INDEX signed_note_note_patient ON clin.signed_note USING btree (clinic_id, note_id, patient_id)
CREATE INDEX signed_note_patient ON clin.signed_note USING btree (clinic_id, patient_id, signed_at DESC)
CREATE INDEX signed_patient ON rx.signed USING btree (clinic_id, patient_id, signed_at DESC)
CREATE INDEX signed_prescription_patient ON rx.signed USING btree (clinic_id, prescription_id, patient_id)
CREATE INDEX signed_time ON rx.signed USING btree (clinic_id, signed_at DESC)
CREATE INDEX staff_member_account ON org.staff_member USING btree (account_id)
CREATE INDEX sticky_note_dismisser ON front.sticky_note USING btree (clinic_id, dismissed_by)
CREATE INDEX sticky_note_patient ON front.sticky_note USING btree (clinic_id, patient_id)
CREATE INDEX sticky_note_writer ON front.sticky_note USING btree (clinic_id, written_by)
CREATE INDEX summary_version_patient ON clin.summary_version USING btree (clinic_id, patient_id, kind)
CREATE INDEX summary_version_person ON clin.summary_version USING btree (clinic_id, recorded_by)
CREATE INDEX supervision_person ON org.supervision USING btree (clinic_id, person_id, recorded_at DESC, id DESC)
CREATE INDEX supervision_recorder ON org.supervision USING btree (clinic_id, recorded_by)
CREATE INDEX supervision_supervisor ON org.supervision USING btree (clinic_id, supervisor_id)
CREATE INDEX template_owner ON charting.template USING btree (clinic_id, owner_id)
CREATE INDEX template_person ON charting.template USING btree (clinic_id, changed_by)
CREATE INDEX voiding_patient ON pharmacy.voiding USING btree (clinic_id, patient_id)
CREATE UNIQUE INDEX account_email_folded_key ON auth.account USING btree (email_folded)
CREATE UNIQUE INDEX account_pkey ON auth.account USING btree (id)
CREATE UNIQUE INDEX account_webauthn_user_key ON auth.account USING btree (webauthn_user)
CREATE UNIQUE INDEX answered_challenge_pkey ON auth.answered_challenge USING btree (challenge_hash)
CREATE UNIQUE INDEX appointment_pkey ON front.appointment USING btree (clinic_id, id)
CREATE UNIQUE INDEX attachment_clinic_id_id_patient_id_key ON clin.attachment USING btree (clinic_id, id, patient_id)
CREATE UNIQUE INDEX attachment_error_pkey ON clin.attachment_error USING btree (clinic_id, attachment_id)
CREATE UNIQUE INDEX attachment_part_pkey ON clin.attachment_part USING btree (clinic_id, attachment_id, number)
CREATE UNIQUE INDEX attachment_pkey ON clin.attachment USING btree (clinic_id, id)
CREATE UNIQUE INDEX attempt_pkey ON auth.attempt USING btree (key)
CREATE UNIQUE INDEX birth_term_pkey ON clin.birth_term USING btree (clinic_id, id)
CREATE UNIQUE INDEX blind_key_pkey ON keys.blind_key USING btree (clinic_id)
CREATE UNIQUE INDEX checkpoint_head_pkey ON audit.checkpoint_head USING btree (clinic_id, number)
CREATE UNIQUE INDEX checkpoint_pkey ON audit.checkpoint USING btree (number)
CREATE UNIQUE INDEX clinic_key_pkey ON keys.clinic_key USING btree (clinic_id, version)
CREATE UNIQUE INDEX clinic_pkey ON org.clinic USING btree (clinic_id)
CREATE UNIQUE INDEX confirmation_pkey ON med.confirmation USING btree (clinic_id, id)
CREATE UNIQUE INDEX consent_revocation_pkey ON clin.consent_revocation USING btree (clinic_id, consent_id)
CREATE UNIQUE INDEX constancia_clinic_id_prescription_id_sha256_key ON rx.constancia USING btree (clinic_id, prescription_id, sha256)
CREATE UNIQUE INDEX constancia_pkey ON rx.constancia USING btree (clinic_id, id)
CREATE UNIQUE INDEX device_account_id_recognised_by_key ON auth.device USING btree (account_id, recognised_by)
CREATE UNIQUE INDEX device_pkey ON auth.device USING btree (id)
CREATE UNIQUE INDEX diagnosis_catalogue_code_pkey ON amate.diagnosis_catalogue_code USING btree (catalogue, code)
CREATE UNIQUE INDEX diagnosis_catalogue_pkey ON amate.diagnosis_catalogue USING btree (number)
CREATE UNIQUE INDEX dispensing_clinic_id_prescription_id_request_id_key ON pharmacy.dispensing USING btree (clinic_id, prescription_id, request_id)
CREATE UNIQUE INDEX dispensing_pkey ON pharmacy.dispensing USING btree (clinic_id, id)
CREATE UNIQUE INDEX earlier_history_pkey ON clin.earlier_history USING btree (clinic_id, patient_id)
CREATE UNIQUE INDEX earlier_state_pkey ON audit.earlier_state USING btree (clinic_id, entry_id)
CREATE UNIQUE INDEX encounter_one_open ON clin.encounter USING btree (clinic_id, patient_id, practitioner_id) WHERE (status = 'open'::text)
CREATE UNIQUE INDEX encounter_pkey ON clin.encounter USING btree (clinic_id, id)
CREATE UNIQUE INDEX ending_pkey ON rx.ending USING btree (clinic_id, prescription_id)
CREATE UNIQUE INDEX favourite_pkey ON rx.favourite USING btree (clinic_id, id)
CREATE UNIQUE INDEX first_signature_clinic_id_id_note_id_key ON clin.first_signature USING btree (clinic_id, id, note_id)
CREATE UNIQUE INDEX first_signature_pkey ON clin.first_signature USING btree (clinic_id, id)
CREATE UNIQUE INDEX folio_pkey ON rx.folio USING btree (clinic_id)
CREATE UNIQUE INDEX head_pkey ON audit.head USING btree (clinic_id)
CREATE UNIQUE INDEX icd11_map_code_pkey ON amate.icd11_map_code USING btree (map, code)
CREATE UNIQUE INDEX icd11_map_pkey ON amate.icd11_map USING btree (number)
CREATE UNIQUE INDEX information_given_pkey ON clin.information_given USING btree (clinic_id, id)
CREATE UNIQUE INDEX item_pkey ON pharmacy.item USING btree (clinic_id, dispensing_id, line)
CREATE UNIQUE INDEX licence_cedula ON org.licence USING btree (clinic_id, cedula) WHERE (withdrawn_at IS NULL)
CREATE UNIQUE INDEX licence_pkey ON org.licence USING btree (clinic_id, id)
CREATE UNIQUE INDEX licence_profession ON org.licence USING btree (clinic_id, person_id) WHERE ((withdrawn_at IS NULL) AND (kind = 'profession'::text))
CREATE UNIQUE INDEX log_pkey ON audit.log USING btree (clinic_id, seq)
CREATE UNIQUE INDEX medicine_file_class_pkey ON amate.medicine_file_class USING btree (file, place)
CREATE UNIQUE INDEX medicine_file_name_pkey ON amate.medicine_file_name USING btree (file, place)
CREATE UNIQUE INDEX medicine_file_pkey ON amate.medicine_file USING btree (number)
CREATE UNIQUE INDEX medicine_file_product_pkey ON amate.medicine_file_product USING btree (file, clave)
CREATE UNIQUE INDEX membership_clinic_id_person_id_role_key ON org.membership USING btree (clinic_id, person_id, role)
CREATE UNIQUE INDEX membership_pkey ON org.membership USING btree (clinic_id, id)
CREATE UNIQUE INDEX migration_pkey ON amate.migration USING btree (number)
CREATE UNIQUE INDEX note_clinic_id_id_patient_id_key ON clin.note USING btree (clinic_id, id, patient_id)
CREATE UNIQUE INDEX note_diagnosis_clinic_id_note_id_code_key ON clin.note_diagnosis USING btree (clinic_id, note_id, code)
CREATE UNIQUE INDEX note_diagnosis_pkey ON clin.note_diagnosis USING btree (clinic_id, note_id, place)
CREATE UNIQUE INDEX note_origin_pkey ON clin.note_origin USING btree (clinic_id, note_id)
CREATE UNIQUE INDEX note_pkey ON clin.note USING btree (clinic_id, id)
CREATE UNIQUE INDEX note_preparation_pkey ON clin.note_preparation USING btree (clinic_id, id)
CREATE UNIQUE INDEX note_vital_pkey ON clin.note_vital USING btree (clinic_id, note_id, code)
CREATE UNIQUE INDEX observation_step_pkey ON clin.observation_step USING btree (clinic_id, encounter_id, step)
CREATE UNIQUE INDEX passkey_credential_id_key ON auth.passkey USING btree (credential_id)
CREATE UNIQUE INDEX passkey_pkey ON auth.passkey USING btree (id)
CREATE UNIQUE INDEX patient_clinic_id_record_number_key ON front.patient USING btree (clinic_id, record_number)
CREATE UNIQUE INDEX patient_counter_pkey ON front.patient_counter USING btree (clinic_id)
CREATE UNIQUE INDEX patient_curp ON front.patient USING btree (clinic_id, curp_blind) WHERE ((curp_blind IS NOT NULL) AND (status = 'active'::text))
CREATE UNIQUE INDEX patient_identity_version_clinic_id_patient_id_version_key ON front.patient_identity_version USING btree (clinic_id, patient_id, version)
CREATE UNIQUE INDEX patient_identity_version_pkey ON front.patient_identity_version USING btree (clinic_id, id)
CREATE UNIQUE INDEX patient_key_pkey ON keys.patient_key USING btree (clinic_id, patient_id, version)
CREATE UNIQUE INDEX patient_lookup_pkey ON front.patient_lookup USING btree (clinic_id, patient_id, kind, blind)
CREATE UNIQUE INDEX patient_merge_pkey ON front.patient_merge USING btree (clinic_id, id)
CREATE UNIQUE INDEX patient_merge_standing ON front.patient_merge USING btree (clinic_id, merged_id) WHERE (undone_at IS NULL)
CREATE UNIQUE INDEX patient_pkey ON front.patient USING btree (clinic_id, id)
CREATE UNIQUE INDEX pending_pkey ON audit.pending USING btree (id)
CREATE UNIQUE INDEX phrase_clinic_once ON charting.phrase USING btree (clinic_id, shortcut) WHERE ((owner_id IS NULL) AND (retired_at IS NULL))
CREATE UNIQUE INDEX phrase_own_once ON charting.phrase USING btree (clinic_id, owner_id, shortcut) WHERE ((owner_id IS NOT NULL) AND (retired_at IS NULL))
CREATE UNIQUE INDEX phrase_pkey ON charting.phrase USING btree (clinic_id, id)
CREATE UNIQUE INDEX preparation_pkey ON rx.preparation USING btree (clinic_id, id)
CREATE UNIQUE INDEX prescription_clinic_id_id_patient_id_key ON rx.prescription USING btree (clinic_id, id, patient_id)
CREATE UNIQUE INDEX prescription_pkey ON rx.prescription USING btree (clinic_id, id)
CREATE UNIQUE INDEX privacy_consent_clinic_id_id_patient_id_key ON front.privacy_consent USING btree (clinic_id, id, patient_id)
CREATE UNIQUE INDEX privacy_consent_pkey ON front.privacy_consent USING btree (clinic_id, id)
CREATE UNIQUE INDEX privacy_exception_pkey ON front.privacy_exception USING btree (clinic_id, id)
CREATE UNIQUE INDEX privacy_notice_pkey ON front.privacy_notice USING btree (clinic_id, version)
CREATE UNIQUE INDEX public_copy_pkey ON rx.public_copy USING btree (clinic_id, prescription_id)
CREATE UNIQUE INDEX public_copy_token ON rx.public_copy USING btree (token_sha256)
CREATE UNIQUE INDEX record_request_clinic_id_id_patient_id_key ON clin.record_request USING btree (clinic_id, id, patient_id)
CREATE UNIQUE INDEX record_request_decided_once ON clin.record_request_step USING btree (clinic_id, request_id) WHERE (step = ANY (ARRAY['granted'::text, 'refused'::text]))
CREATE UNIQUE INDEX record_request_pkey ON clin.record_request USING btree (clinic_id, id)
CREATE UNIQUE INDEX record_request_step_pkey ON clin.record_request_step USING btree (clinic_id, request_id, step)
CREATE UNIQUE INDEX regimen_pkey ON charting.regimen USING btree (clinic_id, id)
CREATE UNIQUE INDEX returned_document_pkey ON clin.returned_document USING btree (clinic_id, first_id)
CREATE UNIQUE INDEX second_signature_pkey ON clin.second_signature USING btree (clinic_id, note_id)
CREATE UNIQUE INDEX session_pkey ON auth.session USING btree (id)
CREATE UNIQUE INDEX session_previous_hash ON auth.session USING btree (previous_hash) WHERE (previous_hash IS NOT NULL)
CREATE UNIQUE INDEX session_token_hash_key ON auth.session USING btree (token_hash)
CREATE UNIQUE INDEX setup_link_pkey ON auth.setup_link USING btree (token_hash)
CREATE UNIQUE INDEX signed_alert_pkey ON rx.signed_alert USING btree (clinic_id, prescription_id, place)
CREATE UNIQUE INDEX signed_clinic_id_folio_key ON rx.signed USING btree (clinic_id, folio)
CREATE UNIQUE INDEX signed_line_pkey ON rx.signed_line USING btree (clinic_id, prescription_id, line)
CREATE UNIQUE INDEX signed_note_clinic_id_verification_code_key ON clin.signed_note USING btree (clinic_id, verification_code)
CREATE UNIQUE INDEX signed_note_pkey ON clin.signed_note USING btree (clinic_id, note_id)
CREATE UNIQUE INDEX signed_pkey ON rx.signed USING btree (clinic_id, prescription_id)
CREATE UNIQUE INDEX site_pkey ON org.site USING btree (clinic_id, id)
CREATE UNIQUE INDEX staff_member_clinic_id_account_id_key ON org.staff_member USING btree (clinic_id, account_id)
CREATE UNIQUE INDEX staff_member_pkey ON org.staff_member USING btree (clinic_id, id)
CREATE UNIQUE INDEX sticky_note_pkey ON front.sticky_note USING btree (clinic_id, id)
CREATE UNIQUE INDEX summary_version_pkey ON clin.summary_version USING btree (clinic_id, item_id, version)
CREATE UNIQUE INDEX supervision_pkey ON org.supervision USING btree (clinic_id, id)
CREATE UNIQUE INDEX template_pkey ON charting.template USING btree (clinic_id, id)
CREATE UNIQUE INDEX voiding_pkey ON pharmacy.voiding USING btree (clinic_id, dispensing_id)

CREATE CONSTRAINT TRIGGER ground AFTER INSERT ON front.patient DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION front.require_ground()
CREATE CONSTRAINT TRIGGER step_taken AFTER INSERT ON clin.first_signature DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION clin.require_step_taken('not-draft')
CREATE CONSTRAINT TRIGGER step_taken AFTER INSERT ON clin.returned_document DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION clin.require_step_taken('draft')
CREATE CONSTRAINT TRIGGER step_taken AFTER INSERT ON clin.second_signature DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION clin.require_step_taken('signed')
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON clin.attachment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION clin.require_whole_attachment()
CREATE TRIGGER attested_once BEFORE UPDATE ON org.licence FOR EACH ROW EXECUTE FUNCTION org.refuse_second_attestation()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON charting.phrase FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON charting.regimen FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON charting.template FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.attachment FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.attachment_error FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.birth_term FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.consent_revocation FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.earlier_history FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.encounter FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.first_signature FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.information_given FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.note FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.note_diagnosis FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.note_origin FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.note_preparation FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.note_vital FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.observation_step FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.record_request FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.record_request_step FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.returned_document FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.second_signature FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.signed_note FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON clin.summary_version FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON front.appointment FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON front.patient FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON front.patient_identity_version FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON front.patient_merge FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON front.privacy_consent FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON front.privacy_exception FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON front.privacy_notice FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON front.sticky_note FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON med.confirmation FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON org.clinic FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON org.licence FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON org.membership FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON org.site FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON org.staff_member FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON org.supervision FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON pharmacy.dispensing FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON pharmacy.item FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON pharmacy.voiding FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON rx.constancia FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON rx.ending FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON rx.favourite FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON rx.preparation FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON rx.prescription FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON rx.signed FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON rx.signed_alert FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE ON rx.signed_line FOR EACH ROW EXECUTE FUNCTION audit.note_row_change()
CREATE TRIGGER await_acceptance BEFORE INSERT ON org.staff_member FOR EACH ROW EXECUTE FUNCTION org.await_acceptance()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON amate.diagnosis_catalogue FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON amate.diagnosis_catalogue_code FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON amate.icd11_map FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON amate.icd11_map_code FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON amate.medicine_file FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON amate.medicine_file_class FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON amate.medicine_file_name FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON amate.medicine_file_product FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON audit.checkpoint FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON audit.checkpoint_head FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON audit.earlier_state FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON audit.log FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.attachment FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.attachment_error FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.attachment_part FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.birth_term FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.consent_revocation FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.earlier_history FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.first_signature FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.information_given FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.note_diagnosis FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.note_origin FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.note_vital FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.observation_step FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.record_request FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.record_request_step FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.returned_document FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.second_signature FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.signed_note FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON clin.summary_version FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON front.patient_identity_version FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON front.privacy_consent FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON front.privacy_notice FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON med.confirmation FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON org.supervision FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON pharmacy.dispensing FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON pharmacy.item FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON pharmacy.voiding FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON rx.constancia FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON rx.ending FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON rx.public_copy FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON rx.signed FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON rx.signed_alert FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE DELETE OR UPDATE ON rx.signed_line FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE UPDATE ON audit.pending FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE UPDATE ON clin.note_preparation FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen BEFORE UPDATE ON rx.preparation FOR EACH ROW EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON amate.diagnosis_catalogue FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON amate.diagnosis_catalogue_code FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON amate.icd11_map FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON amate.icd11_map_code FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON amate.medicine_file FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON amate.medicine_file_class FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON amate.medicine_file_name FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON amate.medicine_file_product FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON audit.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON audit.checkpoint_head FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON audit.earlier_state FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON audit.log FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON audit.pending FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.attachment FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.attachment_error FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.attachment_part FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.birth_term FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.consent_revocation FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.earlier_history FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.first_signature FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.information_given FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.note_diagnosis FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.note_origin FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.note_vital FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.observation_step FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.record_request FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.record_request_step FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.returned_document FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.second_signature FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.signed_note FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON clin.summary_version FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON front.patient_identity_version FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON front.privacy_consent FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON front.privacy_notice FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON med.confirmation FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON org.supervision FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON pharmacy.dispensing FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON pharmacy.item FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON pharmacy.voiding FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON rx.constancia FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON rx.ending FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON rx.public_copy FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON rx.signed FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON rx.signed_alert FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON rx.signed_line FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER guard BEFORE INSERT ON clin.attachment FOR EACH ROW EXECUTE FUNCTION clin.guard_attachment()
CREATE TRIGGER guard BEFORE INSERT ON clin.attachment_part FOR EACH ROW EXECUTE FUNCTION clin.guard_attachment_part()
CREATE TRIGGER guard BEFORE INSERT ON clin.consent_revocation FOR EACH ROW EXECUTE FUNCTION clin.guard_revocation()
CREATE TRIGGER guard BEFORE INSERT ON clin.first_signature FOR EACH ROW EXECUTE FUNCTION clin.guard_first_signature()
CREATE TRIGGER guard BEFORE INSERT ON clin.note_diagnosis FOR EACH ROW EXECUTE FUNCTION clin.guard_child()
CREATE TRIGGER guard BEFORE INSERT ON clin.note_origin FOR EACH ROW EXECUTE FUNCTION clin.guard_child()
CREATE TRIGGER guard BEFORE INSERT ON clin.note_vital FOR EACH ROW EXECUTE FUNCTION clin.guard_child()
CREATE TRIGGER guard BEFORE INSERT ON clin.observation_step FOR EACH ROW EXECUTE FUNCTION clin.guard_observation()
CREATE TRIGGER guard BEFORE INSERT ON clin.record_request_step FOR EACH ROW EXECUTE FUNCTION clin.guard_request_step()
CREATE TRIGGER guard BEFORE INSERT ON clin.returned_document FOR EACH ROW EXECUTE FUNCTION clin.guard_returned()
CREATE TRIGGER guard BEFORE INSERT ON clin.second_signature FOR EACH ROW EXECUTE FUNCTION clin.guard_second_signature()
CREATE TRIGGER guard BEFORE INSERT ON clin.signed_note FOR EACH ROW EXECUTE FUNCTION clin.guard_child()
CREATE TRIGGER guard BEFORE INSERT ON clin.summary_version FOR EACH ROW EXECUTE FUNCTION clin.guard_summary_version()
CREATE TRIGGER guard BEFORE INSERT ON rx.public_copy FOR EACH ROW EXECUTE FUNCTION rx.guard_child()
CREATE TRIGGER guard BEFORE INSERT ON rx.signed FOR EACH ROW EXECUTE FUNCTION rx.guard_child()
CREATE TRIGGER guard BEFORE INSERT ON rx.signed_alert FOR EACH ROW EXECUTE FUNCTION rx.guard_child()
CREATE TRIGGER guard BEFORE INSERT ON rx.signed_line FOR EACH ROW EXECUTE FUNCTION rx.guard_child()
CREATE TRIGGER guard BEFORE UPDATE ON charting.phrase FOR EACH ROW EXECUTE FUNCTION charting.guard_phrase()
CREATE TRIGGER guard BEFORE UPDATE ON charting.regimen FOR EACH ROW EXECUTE FUNCTION charting.guard_regimen()
CREATE TRIGGER guard BEFORE UPDATE ON charting.template FOR EACH ROW EXECUTE FUNCTION charting.guard_template()
CREATE TRIGGER guard BEFORE UPDATE ON clin.encounter FOR EACH ROW EXECUTE FUNCTION clin.guard_encounter()
CREATE TRIGGER guard BEFORE UPDATE ON clin.note FOR EACH ROW EXECUTE FUNCTION clin.guard_note()
CREATE TRIGGER guard BEFORE UPDATE ON rx.prescription FOR EACH ROW EXECUTE FUNCTION rx.guard_prescription()
CREATE TRIGGER guard_answers BEFORE UPDATE ON clin.note FOR EACH ROW EXECUTE FUNCTION clin.guard_answers()
CREATE TRIGGER guard_discard BEFORE UPDATE ON clin.note FOR EACH ROW WHEN (((new.state = 'discarded'::text) AND (old.state <> 'discarded'::text))) EXECUTE FUNCTION clin.guard_discard()
CREATE TRIGGER guard_signature BEFORE INSERT ON clin.signed_note FOR EACH ROW EXECUTE FUNCTION clin.guard_signature()
CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON front.patient_merge FOR EACH ROW EXECUTE FUNCTION front.keep_merge()
CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON front.privacy_exception FOR EACH ROW EXECUTE FUNCTION front.keep_exception()
CREATE TRIGGER keep BEFORE DELETE OR UPDATE ON front.sticky_note FOR EACH ROW EXECUTE FUNCTION front.keep_sticky_note()
CREATE TRIGGER keep_whole BEFORE TRUNCATE ON front.sticky_note FOR EACH STATEMENT EXECUTE FUNCTION amate.refuse_change()
CREATE TRIGGER kept BEFORE DELETE ON clin.encounter FOR EACH ROW EXECUTE FUNCTION clin.refuse_removal()
CREATE TRIGGER kept BEFORE DELETE ON clin.note FOR EACH ROW EXECUTE FUNCTION clin.refuse_removal()
CREATE TRIGGER kept BEFORE DELETE ON rx.prescription FOR EACH ROW EXECUTE FUNCTION clin.refuse_removal()
CREATE TRIGGER kept_whole BEFORE TRUNCATE ON clin.encounter FOR EACH STATEMENT EXECUTE FUNCTION clin.refuse_removal()
CREATE TRIGGER kept_whole BEFORE TRUNCATE ON clin.note FOR EACH STATEMENT EXECUTE FUNCTION clin.refuse_removal()
CREATE TRIGGER kept_whole BEFORE TRUNCATE ON rx.prescription FOR EACH STATEMENT EXECUTE FUNCTION clin.refuse_removal()
CREATE TRIGGER lawful BEFORE INSERT ON rx.signed FOR EACH ROW EXECUTE FUNCTION rx.guard_signed()
CREATE TRIGGER leaves_sealed BEFORE DELETE ON audit.pending FOR EACH ROW EXECUTE FUNCTION audit.refuse_unless_sealing()
CREATE TRIGGER note_change AFTER INSERT OR UPDATE ON front.appointment FOR EACH ROW EXECUTE FUNCTION front.note_agenda_change()
CREATE TRIGGER note_change BEFORE INSERT OR UPDATE ON front.patient FOR EACH ROW EXECUTE FUNCTION front.note_patient_change()
CREATE TRIGGER vouch_first BEFORE INSERT ON auth.device FOR EACH ROW EXECUTE FUNCTION auth.vouch_first_device()

policy amate.diagnosis_catalogue.owner PERMISSIVE for ALL to amate_owner using true with check true
policy amate.diagnosis_catalogue_code.owner PERMISSIVE for ALL to amate_owner using true with check true
policy amate.icd11_map.owner PERMISSIVE for ALL to amate_owner using true with check true
policy amate.icd11_map_code.owner PERMISSIVE for ALL to amate_owner using true with check true
policy amate.medicine_file.owner PERMISSIVE for ALL to amate_owner using true with check true
policy amate.medicine_file_class.owner PERMISSIVE for ALL to amate_owner using true with check true
policy amate.medicine_file_name.owner PERMISSIVE for ALL to amate_owner using true with check true
policy amate.medicine_file_product.owner PERMISSIVE for ALL to amate_owner using true with check true
policy audit.checkpoint.owner PERMISSIVE for ALL to amate_owner using true with check true
policy audit.checkpoint_head.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy audit.checkpoint_head.owner PERMISSIVE for ALL to amate_owner using true with check true
policy audit.earlier_state.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy audit.earlier_state.owner PERMISSIVE for ALL to amate_owner using true with check true
policy audit.head.owner PERMISSIVE for ALL to amate_owner using true with check true
policy audit.log.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy audit.log.owner PERMISSIVE for ALL to amate_owner using true with check true
policy audit.pending.owner PERMISSIVE for ALL to amate_owner using true with check true
policy auth.account.owner PERMISSIVE for ALL to amate_owner using true with check true
policy auth.answered_challenge.owner PERMISSIVE for ALL to amate_owner using true with check true
policy auth.attempt.owner PERMISSIVE for ALL to amate_owner using true with check true
policy auth.device.owner PERMISSIVE for ALL to amate_owner using true with check true
policy auth.passkey.owner PERMISSIVE for ALL to amate_owner using true with check true
policy auth.session.owner PERMISSIVE for ALL to amate_owner using true with check true
policy auth.setup_link.owner PERMISSIVE for ALL to amate_owner using true with check true
policy charting.phrase.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy charting.phrase.own_change RESTRICTIVE for UPDATE to amate_clinician using ((owner_id = ( SELECT auth.person() AS person)) OR ((owner_id IS NULL) AND (( SELECT auth.role_now() AS role_now) = 'physician'::text))) with check (changed_by = ( SELECT auth.person() AS person))
policy charting.phrase.own_new RESTRICTIVE for INSERT to amate_clinician with check ((changed_by = ( SELECT auth.person() AS person)) AND ((owner_id = ( SELECT auth.person() AS person)) OR ((owner_id IS NULL) AND (( SELECT auth.role_now() AS role_now) = 'physician'::text))))
policy charting.phrase.own_or_clinic RESTRICTIVE for SELECT to amate_clinician using ((owner_id IS NULL) OR (owner_id = ( SELECT auth.person() AS person)))
policy charting.phrase.owner PERMISSIVE for ALL to amate_owner using true with check true
policy charting.regimen.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy charting.regimen.own_only RESTRICTIVE for ALL to amate_clinician using (owner_id = ( SELECT auth.person() AS person)) with check (owner_id = ( SELECT auth.person() AS person))
policy charting.regimen.owner PERMISSIVE for ALL to amate_owner using true with check true
policy charting.template.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy charting.template.own_change RESTRICTIVE for UPDATE to amate_clinician using ((owner_id = ( SELECT auth.person() AS person)) OR ((owner_id IS NULL) AND (( SELECT auth.role_now() AS role_now) = 'physician'::text))) with check (changed_by = ( SELECT auth.person() AS person))
policy charting.template.own_new RESTRICTIVE for INSERT to amate_clinician with check ((changed_by = ( SELECT auth.person() AS person)) AND ((owner_id = ( SELECT auth.person() AS person)) OR ((owner_id IS NULL) AND (( SELECT auth.role_now() AS role_now) = 'physician'::text))))
policy charting.template.own_or_clinic RESTRICTIVE for SELECT to amate_clinician using ((owner_id IS NULL) OR (owner_id = ( SELECT auth.person() AS person)))
policy charting.template.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.attachment.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.attachment.own RESTRICTIVE for INSERT to amate_clinician with check ((recorded_by = ( SELECT auth.person() AS person)) AND (( SELECT auth.role_now() AS role_now) = ANY (ARRAY['physician'::text, 'nurse'::text])))
policy clin.attachment.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.attachment.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.attachment_error.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.attachment_error.own RESTRICTIVE for INSERT to amate_clinician with check ((marked_by = ( SELECT auth.person() AS person)) AND (( SELECT auth.role_now() AS role_now) = ANY (ARRAY['physician'::text, 'nurse'::text])))
policy clin.attachment_error.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.attachment_error.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.attachment_part.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.attachment_part.own RESTRICTIVE for INSERT to amate_clinician with check (( SELECT auth.role_now() AS role_now) = ANY (ARRAY['physician'::text, 'nurse'::text]))
policy clin.attachment_part.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.attachment_part.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.birth_term.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.birth_term.own RESTRICTIVE for INSERT to amate_clinician with check (stated_by = ( SELECT auth.person() AS person))
policy clin.birth_term.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.birth_term.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.consent_revocation.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.consent_revocation.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.consent_revocation.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.consent_revocation.recorder RESTRICTIVE for INSERT to amate_clinician with check ((recorded_by = ( SELECT auth.person() AS person)) AND (( SELECT auth.role_now() AS role_now) = 'physician'::text))
policy clin.earlier_history.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.earlier_history.own RESTRICTIVE for INSERT to amate_clinician with check ((attested_by = ( SELECT auth.person() AS person)) AND (( SELECT auth.role_now() AS role_now) = 'physician'::text))
policy clin.earlier_history.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.earlier_history.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.encounter.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.encounter.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.encounter.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.first_signature.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.first_signature.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.first_signature.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.first_signature.signer RESTRICTIVE for INSERT to amate_clinician with check (author_id = ( SELECT auth.person() AS person))
policy clin.information_given.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.information_given.own RESTRICTIVE for INSERT to amate_clinician with check ((told_by = ( SELECT auth.person() AS person)) AND (( SELECT auth.role_now() AS role_now) = ANY (ARRAY['physician'::text, 'nurse'::text])))
policy clin.information_given.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.information_given.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.note.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.note.own_change RESTRICTIVE for UPDATE to amate_clinician using ((author_id = ( SELECT auth.person() AS person)) OR ((state = 'waiting'::text) AND (( SELECT auth.role_now() AS role_now) = 'physician'::text))) with check ((author_id = ( SELECT auth.person() AS person)) OR ((state = ANY (ARRAY['waiting'::text, 'signed'::text, 'draft'::text])) AND (( SELECT auth.role_now() AS role_now) = 'physician'::text)))
policy clin.note.own_new RESTRICTIVE for INSERT to amate_clinician with check ((author_id = ( SELECT auth.person() AS person)) AND (state = 'draft'::text))
policy clin.note.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.note.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.note.writer RESTRICTIVE for INSERT to amate_clinician with check clin.may_write(kind, amends)
policy clin.note_diagnosis.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.note_diagnosis.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.note_diagnosis.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.note_origin.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.note_origin.own RESTRICTIVE for SELECT to amate_clinician using (author_id = ( SELECT auth.person() AS person))
policy clin.note_origin.own_new RESTRICTIVE for INSERT to amate_clinician with check ((author_id = ( SELECT auth.person() AS person)) OR clin.is_completed_by(clinic_id, note_id, ( SELECT auth.person() AS person)))
policy clin.note_origin.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.note_preparation.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.note_preparation.own RESTRICTIVE for ALL to amate_clinician using (prepared_by = ( SELECT auth.person() AS person)) with check (prepared_by = ( SELECT auth.person() AS person))
policy clin.note_preparation.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.note_preparation.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.note_vital.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.note_vital.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.note_vital.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.observation_step.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.observation_step.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.observation_step.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.observation_step.taker RESTRICTIVE for INSERT to amate_clinician with check (taken_by = ( SELECT auth.person() AS person))
policy clin.record_request.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.record_request.own RESTRICTIVE for INSERT to amate_clinician with check ((recorded_by = ( SELECT auth.person() AS person)) AND (( SELECT auth.role_now() AS role_now) = 'physician'::text))
policy clin.record_request.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.record_request.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.record_request_step.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.record_request_step.own RESTRICTIVE for INSERT to amate_clinician with check ((taken_by = ( SELECT auth.person() AS person)) AND (( SELECT auth.role_now() AS role_now) = 'physician'::text))
policy clin.record_request_step.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.record_request_step.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.returned_document.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.returned_document.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.returned_document.reader RESTRICTIVE for INSERT to amate_clinician with check ((returned_by = ( SELECT auth.person() AS person)) AND (( SELECT auth.role_now() AS role_now) = 'physician'::text))
policy clin.returned_document.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.second_signature.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.second_signature.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.second_signature.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.second_signature.signer RESTRICTIVE for INSERT to amate_clinician with check ((signer_id = ( SELECT auth.person() AS person)) AND (( SELECT auth.role_now() AS role_now) = 'physician'::text))
policy clin.signed_note.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.signed_note.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.signed_note.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy clin.signed_note.signer RESTRICTIVE for INSERT to amate_clinician with check (((author_id = ( SELECT auth.person() AS person)) AND clin.may_write(kind, amends) AND (NOT org.needs_supervisor(clinic_id, author_id))) OR clin.is_completed_by(clinic_id, note_id, ( SELECT auth.person() AS person)))
policy clin.summary_version.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy clin.summary_version.own RESTRICTIVE for INSERT to amate_clinician with check ((recorded_by = ( SELECT auth.person() AS person)) AND (( SELECT auth.role_now() AS role_now) = ANY (ARRAY['physician'::text, 'nurse'::text])))
policy clin.summary_version.owner PERMISSIVE for ALL to amate_owner using true with check true
policy clin.summary_version.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy front.appointment.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy front.appointment.owner PERMISSIVE for ALL to amate_owner using true with check true
policy front.patient.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy front.patient.owner PERMISSIVE for ALL to amate_owner using true with check true
policy front.patient_counter.owner PERMISSIVE for ALL to amate_owner using true with check true
policy front.patient_identity_version.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy front.patient_identity_version.owner PERMISSIVE for ALL to amate_owner using true with check true
policy front.patient_lookup.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy front.patient_lookup.owner PERMISSIVE for ALL to amate_owner using true with check true
policy front.patient_merge.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy front.patient_merge.owner PERMISSIVE for ALL to amate_owner using true with check true
policy front.privacy_consent.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy front.privacy_consent.owner PERMISSIVE for ALL to amate_owner using true with check true
policy front.privacy_exception.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy front.privacy_exception.owner PERMISSIVE for ALL to amate_owner using true with check true
policy front.privacy_notice.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy front.privacy_notice.owner PERMISSIVE for ALL to amate_owner using true with check true
policy front.sticky_note.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy front.sticky_note.duties RESTRICTIVE for SELECT to amate_clinician, amate_frontdesk using (( SELECT auth.role_now() AS role_now) = ANY (ARRAY['physician'::text, 'nurse'::text, 'receptionist'::text]))
policy front.sticky_note.own_end RESTRICTIVE for UPDATE to amate_clinician, amate_frontdesk using true with check (dismissed_by = ( SELECT auth.person() AS person))
policy front.sticky_note.own_new RESTRICTIVE for INSERT to amate_clinician, amate_frontdesk with check ((written_by = ( SELECT auth.person() AS person)) AND (dismissed_at IS NULL) AND (( SELECT auth.role_now() AS role_now) = ANY (ARRAY['physician'::text, 'nurse'::text, 'receptionist'::text])))
policy front.sticky_note.owner PERMISSIVE for ALL to amate_owner using true with check true
policy keys.blind_key.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy keys.blind_key.founding PERMISSIVE for ALL to amate_gate using (clinic_id = ( SELECT auth.founding() AS founding)) with check (clinic_id = ( SELECT auth.founding() AS founding))
policy keys.blind_key.owner PERMISSIVE for ALL to amate_owner using true with check true
policy keys.clinic_key.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy keys.clinic_key.founding PERMISSIVE for ALL to amate_gate using (clinic_id = ( SELECT auth.founding() AS founding)) with check (clinic_id = ( SELECT auth.founding() AS founding))
policy keys.clinic_key.owner PERMISSIVE for ALL to amate_owner using true with check true
policy keys.patient_key.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy keys.patient_key.owner PERMISSIVE for ALL to amate_owner using true with check true
policy med.confirmation.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy med.confirmation.own RESTRICTIVE for INSERT to amate_clinician with check ((confirmed_by = ( SELECT auth.person() AS person)) AND (( SELECT auth.role_now() AS role_now) = 'physician'::text))
policy med.confirmation.owner PERMISSIVE for ALL to amate_owner using true with check true
policy org.clinic.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy org.clinic.founding PERMISSIVE for ALL to amate_gate using (clinic_id = ( SELECT auth.founding() AS founding)) with check (clinic_id = ( SELECT auth.founding() AS founding))
policy org.clinic.owner PERMISSIVE for ALL to amate_owner using true with check true
policy org.licence.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy org.licence.founding PERMISSIVE for ALL to amate_gate using (clinic_id = ( SELECT auth.founding() AS founding)) with check (clinic_id = ( SELECT auth.founding() AS founding))
policy org.licence.owner PERMISSIVE for ALL to amate_owner using true with check true
policy org.membership.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy org.membership.founding PERMISSIVE for ALL to amate_gate using (clinic_id = ( SELECT auth.founding() AS founding)) with check (clinic_id = ( SELECT auth.founding() AS founding))
policy org.membership.owner PERMISSIVE for ALL to amate_owner using true with check true
policy org.site.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy org.site.founding PERMISSIVE for ALL to amate_gate using (clinic_id = ( SELECT auth.founding() AS founding)) with check (clinic_id = ( SELECT auth.founding() AS founding))
policy org.site.owner PERMISSIVE for ALL to amate_owner using true with check true
policy org.staff_member.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy org.staff_member.founding PERMISSIVE for ALL to amate_gate using (clinic_id = ( SELECT auth.founding() AS founding)) with check (clinic_id = ( SELECT auth.founding() AS founding))
policy org.staff_member.owner PERMISSIVE for ALL to amate_owner using true with check true
policy org.supervision.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy org.supervision.owner PERMISSIVE for ALL to amate_owner using true with check true
policy pharmacy.dispensing.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy pharmacy.dispensing.owner PERMISSIVE for ALL to amate_owner using true with check true
policy pharmacy.dispensing.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy pharmacy.item.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy pharmacy.item.owner PERMISSIVE for ALL to amate_owner using true with check true
policy pharmacy.item.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy pharmacy.voiding.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy pharmacy.voiding.owner PERMISSIVE for ALL to amate_owner using true with check true
policy pharmacy.voiding.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy rx.constancia.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy rx.constancia.own RESTRICTIVE for INSERT to amate_clinician with check ((brought_by = ( SELECT auth.person() AS person)) AND (( SELECT auth.role_now() AS role_now) = 'physician'::text))
policy rx.constancia.owner PERMISSIVE for ALL to amate_owner using true with check true
policy rx.constancia.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy rx.ending.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy rx.ending.own RESTRICTIVE for INSERT to amate_clinician with check ((ended_by = ( SELECT auth.person() AS person)) AND (( SELECT auth.role_now() AS role_now) = 'physician'::text))
policy rx.ending.owner PERMISSIVE for ALL to amate_owner using true with check true
policy rx.ending.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy rx.favourite.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy rx.favourite.own RESTRICTIVE for ALL to amate_clinician using (owner_id = ( SELECT auth.person() AS person)) with check (owner_id = ( SELECT auth.person() AS person))
policy rx.favourite.owner PERMISSIVE for ALL to amate_owner using true with check true
policy rx.favourite.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy rx.folio.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy rx.folio.owner PERMISSIVE for ALL to amate_owner using true with check true
policy rx.preparation.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy rx.preparation.own RESTRICTIVE for ALL to amate_clinician using (prepared_by = ( SELECT auth.person() AS person)) with check (prepared_by = ( SELECT auth.person() AS person))
policy rx.preparation.owner PERMISSIVE for ALL to amate_owner using true with check true
policy rx.preparation.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy rx.prescription.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy rx.prescription.own_change RESTRICTIVE for UPDATE to amate_clinician using (author_id = ( SELECT auth.person() AS person))
policy rx.prescription.own_new RESTRICTIVE for INSERT to amate_clinician with check ((author_id = ( SELECT auth.person() AS person)) AND (( SELECT auth.role_now() AS role_now) = 'physician'::text))
policy rx.prescription.owner PERMISSIVE for ALL to amate_owner using true with check true
policy rx.prescription.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy rx.public_copy.author RESTRICTIVE for INSERT to amate_clinician with check rx.writes(prescription_id)
policy rx.public_copy.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy rx.public_copy.owner PERMISSIVE for ALL to amate_owner using true with check true
policy rx.public_copy.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy rx.signed.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy rx.signed.owner PERMISSIVE for ALL to amate_owner using true with check true
policy rx.signed.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy rx.signed.signer RESTRICTIVE for INSERT to amate_clinician with check ((author_id = ( SELECT auth.person() AS person)) AND (( SELECT auth.role_now() AS role_now) = 'physician'::text))
policy rx.signed_alert.author RESTRICTIVE for INSERT to amate_clinician with check rx.writes(prescription_id)
policy rx.signed_alert.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy rx.signed_alert.owner PERMISSIVE for ALL to amate_owner using true with check true
policy rx.signed_alert.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)
policy rx.signed_line.author RESTRICTIVE for INSERT to amate_clinician with check rx.writes(prescription_id)
policy rx.signed_line.clinic PERMISSIVE for ALL to amate_admin, amate_auditor, amate_clinician, amate_frontdesk, amate_index, amate_worker using (clinic_id = ( SELECT auth.clinic() AS clinic)) with check (clinic_id = ( SELECT auth.clinic() AS clinic))
policy rx.signed_line.owner PERMISSIVE for ALL to amate_owner using true with check true
policy rx.signed_line.readers RESTRICTIVE for SELECT to amate_clinician using ( SELECT clin.reads_record() AS reads_record)

CREATE OR REPLACE FUNCTION amate.diagnosis_catalogue_codes(catalogue integer)
 RETURNS TABLE(code text, term text, sex text, age_from smallint, age_to smallint, is_retired boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select c.code, c.term, c.sex, c.age_from, c.age_to, c.is_retired
  from amate.diagnosis_catalogue_code c
  where c.catalogue = diagnosis_catalogue_codes.catalogue
  order by c.code
$function$

CREATE OR REPLACE FUNCTION amate.diagnosis_catalogue_in_force()
 RETURNS TABLE(number integer, sha256 text, imported_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select c.number, c.sha256, c.imported_at
  from amate.diagnosis_catalogue c
  order by c.number desc
  limit 1
$function$

CREATE OR REPLACE FUNCTION amate.icd11_map_codes(map integer)
 RETURNS TABLE(code text, icd11 text, title text, uri text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select c.code, c.icd11, c.title, c.uri
  from amate.icd11_map_code c
  where c.map = icd11_map_codes.map
  order by c.code
$function$

CREATE OR REPLACE FUNCTION amate.icd11_map_in_force()
 RETURNS TABLE(number integer, sha256 text, release text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select m.number, m.sha256, m.release
  from amate.icd11_map m
  order by m.number desc
  limit 1
$function$

CREATE OR REPLACE FUNCTION amate.medicine_file_classes(file integer)
 RETURNS TABLE(place integer, name text, fraction text, is_antibiotic boolean, source text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select c.place, c.name, c.fraction, c.is_antibiotic, c.source
  from amate.medicine_file_class c
  where c.file = medicine_file_classes.file
  order by c.place
$function$

CREATE OR REPLACE FUNCTION amate.medicine_file_names(file integer)
 RETURNS TABLE(place integer, rxcui text, kind text, name text, parts text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select n.place, n.rxcui, n.kind, n.name, n.parts
  from amate.medicine_file_name n
  where n.file = medicine_file_names.file
  order by n.place
$function$

CREATE OR REPLACE FUNCTION amate.medicine_file_products(file integer)
 RETURNS TABLE(clave text, name text, says text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.clave, p.name, p.says
  from amate.medicine_file_product p
  where p.file = medicine_file_products.file
  order by p.clave
$function$

CREATE OR REPLACE FUNCTION amate.medicine_files_in_force()
 RETURNS TABLE(number integer, kind text, sha256 text, imported_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select distinct on (f.kind) f.number, f.kind, f.sha256, f.imported_at
  from amate.medicine_file f
  order by f.kind, f.number desc
$function$

CREATE OR REPLACE FUNCTION amate.protect(target regclass, kind text, audited boolean DEFAULT true)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if kind not in ('tenant', 'frozen', 'installation') then
    raise exception 'unknown protection %', kind;
  end if;
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('revoke all on %s from public', target);
  -- Definer functions run as the owner; being forced, it needs its own policy.
  execute format('create policy owner on %s to amate_owner using (true) with check (true)', target);
  if kind in ('tenant', 'frozen') then
    execute format(
      'create policy clinic on %s to amate_clinician, amate_frontdesk, amate_auditor, amate_admin, amate_index, amate_worker '
      'using (clinic_id = (select auth.clinic())) with check (clinic_id = (select auth.clinic()))', target);
    if audited then
      execute format('create trigger audit after insert or update or delete on %s for each row execute function audit.note_row_change()', target);
    end if;
  end if;
  if kind = 'frozen' then
    execute format('create trigger frozen before update or delete on %s for each row execute function amate.refuse_change()', target);
    execute format('create trigger frozen_whole before truncate on %s for each statement execute function amate.refuse_change()', target);
  end if;
end $function$

CREATE OR REPLACE FUNCTION amate.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'rows of %.% are frozen', tg_table_schema, tg_table_name using errcode = 'AM001';
end $function$

CREATE OR REPLACE FUNCTION audit.columns_not_kept(relation text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  select case relation
    when 'clin.note' then array['content', 'version', 'last_save', 'saved_at']
    when 'clin.note_preparation' then array['*']
    when 'rx.prescription' then array['content', 'version', 'last_save', 'saved_at']
    when 'rx.preparation' then array['*']
    when 'front.patient' then array['identity', 'curp_blind', 'changed_at']
    when 'org.staff_member' then array['email']
    else '{}'::text[]
  end
$function$

CREATE OR REPLACE FUNCTION audit.ends(clinic uuid)
 RETURNS TABLE(clinic_id uuid, first bigint, entries bigint, size bigint, last bytea, frontier bytea, "openedSize" bigint, checkpoint bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select c.clinic_id,
    (select min(l.seq) from audit.log l where l.clinic_id = c.clinic_id),
    coalesce((select max(l.seq) from audit.log l where l.clinic_id = c.clinic_id), 0),
    h.size, h.last, h.frontier,
    coalesce((select o.size from audit.checkpoint_head o where o.clinic_id = c.clinic_id order by o.number desc limit 1), 0),
    coalesce((select max(k.number) from audit.checkpoint k), 0)
  from (
    select distinct l.clinic_id from audit.head l
    union select distinct o.clinic_id from audit.checkpoint_head o
    union select ends.clinic where ends.clinic is not null
    union (
      with recursive present as (
        (select l.clinic_id from audit.log l order by l.clinic_id limit 1)
        union all
        select (select l.clinic_id from audit.log l where l.clinic_id > p.clinic_id order by l.clinic_id limit 1)
        from present p
        where p.clinic_id is not null
      )
      select p.clinic_id from present p where p.clinic_id is not null
    )
  ) c
  left join audit.head h on h.clinic_id = c.clinic_id
  where (ends.clinic is null or c.clinic_id = ends.clinic)
    and audit.is_readable(c.clinic_id)
  order by c.clinic_id
$function$

CREATE OR REPLACE FUNCTION audit.entries(person uuid, patient uuid, action text, outcome text, since timestamp with time zone, until timestamp with time zone, before bigint, page integer)
 RETURNS TABLE(seq bigint, entry text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  clinic uuid := auth.clinic();
  pseudonym uuid;
begin
  if clinic is null then
    raise exception 'no clinic in this transaction' using errcode = 'AM002';
  end if;
  if entries.patient is not null then
    pseudonym := audit.pseudonym_of(clinic, entries.patient);
    if pseudonym is null then
      return;
    end if;
  end if;
  return query
    select l.seq, l.entry
    from audit.log l
    where l.clinic_id = clinic
      and (entries.before is null or l.seq < entries.before)
      and (entries.person is null or l.person_id = entries.person)
      and (pseudonym is null or l.patients @> array[pseudonym])
      and (entries.action is null or l.action = entries.action)
      and (entries.outcome is null or l.outcome = entries.outcome)
      and (entries.since is null or l.at >= entries.since)
      and (entries.until is null or l.at < entries.until)
    order by l.seq desc
    limit least(entries.page, 500);
end $function$

CREATE OR REPLACE FUNCTION audit.guards_missing()
 RETURNS TABLE(guard text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select g.guard
  from (values
    ('audit.pending', 'frozen'), ('audit.pending', 'frozen_whole'), ('audit.pending', 'leaves_sealed'),
    ('audit.log', 'frozen'), ('audit.log', 'frozen_whole'),
    ('audit.checkpoint', 'frozen'), ('audit.checkpoint', 'frozen_whole'),
    ('audit.checkpoint_head', 'frozen'), ('audit.checkpoint_head', 'frozen_whole')
  ) e(relation, name), lateral (select e.relation || ' trigger ' || e.name as guard) g
  where not exists (
    select from pg_catalog.pg_trigger t
    where t.tgrelid = to_regclass(e.relation) and t.tgname = e.name and t.tgenabled in ('O', 'A'))
  union all
  select 'audit.log constraint log_hash'
  where not exists (
    select from pg_catalog.pg_constraint c where c.conrelid = to_regclass('audit.log') and c.conname = 'log_hash' and c.convalidated)
$function$

CREATE OR REPLACE FUNCTION audit.head_at(clinic uuid, checkpoint bigint)
 RETURNS TABLE(size bigint, chain bytea, root bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select o.size, o.chain, o.root
  from audit.checkpoint_head o
  where o.clinic_id = head_at.clinic and o.number <= head_at.checkpoint and audit.is_readable(head_at.clinic)
  order by o.number desc
  limit 1
$function$

CREATE OR REPLACE FUNCTION audit.heads()
 RETURNS TABLE(clinic uuid, size bigint, last bytea, frontier bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select h.clinic_id, h.size, h.last, h.frontier from audit.head h order by h.clinic_id
$function$

CREATE OR REPLACE FUNCTION audit.is_readable(clinic uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select session_user = 'amate_worker' or coalesce(clinic = auth.clinic(), false)
$function$

CREATE OR REPLACE FUNCTION audit.leaves(clinic uuid, after bigint, through bigint)
 RETURNS TABLE(hashes bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce(string_agg(l.hash, ''::bytea order by l.seq), ''::bytea)
  from audit.log l
  where l.clinic_id = leaves.clinic and l.seq > leaves.after and l.seq <= leaves.through and audit.is_readable(leaves.clinic)
$function$

CREATE OR REPLACE FUNCTION audit.links(clinic uuid, after bigint, through bigint, batch integer)
 RETURNS TABLE(seq bigint, entry text, prev bytea, hash bytea, columns text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select l.seq, l.entry, l.prev, l.hash,
    to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '|' || coalesce(l.person_id::text, '') || '|'
      || l.patients::text || '|' || l.action || '|' || l.outcome
  from audit.log l
  where l.clinic_id = links.clinic and l.seq > links.after and l.seq <= links.through and audit.is_readable(links.clinic)
  order by l.seq
  limit links.batch
$function$

CREATE OR REPLACE FUNCTION audit.may_release(request uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (
    select
    from clin.record_request_step s
    where s.clinic_id = auth.clinic() and s.request_id = may_release.request and s.step = 'delivered'
      and s.taken_by = auth.person() and s.taken_at > now() - interval '15 minutes')
$function$

CREATE OR REPLACE FUNCTION audit.note_row_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  before_row jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
  after_row jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
  row_now jsonb := coalesce(after_row, before_row);
  target text := tg_table_schema || '.' || tg_table_name;
  clinic uuid := (row_now ->> 'clinic_id')::uuid;
  live auth.session := auth.session_now();
  entry uuid := gen_random_uuid();
  about uuid;
  kept jsonb;
  changed text[];
begin
  if tg_op = 'UPDATE' then
    select array_agg(a.key order by a.key) into changed
    from jsonb_each(after_row) a
    where a.value is distinct from before_row -> a.key;
    if changed is null then
      return null;
    end if;
  end if;
  about := case
    when target = 'front.patient' then audit.pseudonym_of(clinic, (row_now ->> 'id')::uuid)
    when row_now ? 'patient_id' then audit.pseudonym_of(clinic, (row_now ->> 'patient_id')::uuid)
  end;
  if before_row is not null then
    kept := audit.state_to_keep(target, clinic, before_row, changed);
  end if;
  if kept is not null then
    insert into audit.earlier_state (clinic_id, entry_id, relation, patient, state)
    values (clinic, entry, target, about, kept);
  end if;
  insert into audit.pending (id, clinic_id, person_id, session_id, role, purpose, cause, action, entity, entity_id, patient, detail)
  values (
    entry, clinic, live.person_id, live.id, live.role,
    coalesce(nullif(current_setting('amate.purpose', true), ''), 'maintenance'),
    nullif(current_setting('amate.cause', true), ''),
    'row.' || lower(tg_op), target,
    -- never a patient's own id: the pseudonym stands for it
    case when target = 'front.patient' then null else coalesce(row_now ->> 'id', row_now ->> 'note_id')::uuid end,
    about,
    jsonb_build_object('row_sha256', encode(sha256(convert_to(row_now::text, 'UTF8')), 'hex'))
      || case when changed is null then '{}'::jsonb else jsonb_build_object('changed', to_jsonb(changed)) end
      || case when kept is null then '{}'::jsonb else jsonb_build_object('before_sha256', encode(sha256(convert_to(kept::text, 'UTF8')), 'hex')) end
  );
  return null;
end $function$

CREATE OR REPLACE FUNCTION audit.notes(after bigint, through bigint, batch integer)
 RETURNS TABLE(number bigint, note text, heads jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select k.number, k.note, coalesce(
    (select jsonb_agg(jsonb_build_object('clinic', o.clinic_id, 'size', o.size, 'chain', encode(o.chain, 'hex'), 'root', encode(o.root, 'hex')) order by o.clinic_id)
     from audit.checkpoint_head o
     where o.number = k.number and audit.is_readable(o.clinic_id)),
    '[]'::jsonb)
  from audit.checkpoint k
  where k.number > notes.after and k.number <= notes.through
  order by k.number
  limit notes.batch
$function$

CREATE OR REPLACE FUNCTION audit.openings(clinic uuid, after bigint, through bigint, batch integer)
 RETURNS TABLE(number bigint, size bigint, chain bytea, root bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select o.number, o.size, o.chain, o.root
  from audit.checkpoint_head o
  where o.clinic_id = openings.clinic and o.number > openings.after and o.number <= openings.through and audit.is_readable(openings.clinic)
  order by o.number
  limit openings.batch
$function$

CREATE OR REPLACE FUNCTION audit.patient_columns()
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  select array['patient_id', 'merged_into', 'kept_id', 'merged_id']
$function$

CREATE OR REPLACE FUNCTION audit.pseudonym_here(patient uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select audit.pseudonym_of(auth.clinic(), patient) $function$

CREATE OR REPLACE FUNCTION audit.pseudonym_of(clinic uuid, patient uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select k.pseudonym
  from keys.patient_key k
  where k.clinic_id = clinic and k.patient_id = patient
  order by k.version
  limit 1
$function$

CREATE OR REPLACE FUNCTION audit.record(action text, entity text, entity_id uuid, patient uuid, outcome text, detail jsonb)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  live auth.session := auth.session_now();
  entry uuid := gen_random_uuid();
  clinic uuid := auth.clinic();
begin
  if clinic is null then
    raise exception 'no clinic in this transaction' using errcode = 'AM002';
  end if;
  insert into audit.pending (id, clinic_id, person_id, session_id, role, purpose, cause, action, outcome, entity, entity_id, patient, detail)
  values (
    entry, clinic, live.person_id, live.id, live.role,
    coalesce(nullif(current_setting('amate.purpose', true), ''), 'maintenance'),
    nullif(current_setting('amate.cause', true), ''),
    record.action, record.outcome, record.entity, record.entity_id,
    case when record.patient is null then null else audit.pseudonym_of(clinic, record.patient) end,
    coalesce(record.detail, '{}'::jsonb)
  );
  return entry;
end $function$

CREATE OR REPLACE FUNCTION audit.record_accesses(batch jsonb)
 RETURNS integer[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  unknown integer[];
begin
  if current_setting('synchronous_commit') not in ('on', 'remote_apply') then
    raise exception 'reads are recorded durably or not at all: synchronous_commit is off' using errcode = 'AM003';
  end if;
  with told as (
    select t.position::integer as position, t.item, s.id as session_id, s.clinic_id, s.person_id, s.role, s.login_role
    from jsonb_array_elements(batch) with ordinality t(item, position)
    left join lateral (
      select a.id, a.clinic_id, a.person_id, a.role, a.login_role, a.ended_at, a.idle_until, a.absolute_until
      from auth.session a
      where a.token_hash = decode(t.item ->> 'session', 'hex')
      union all
      select b.id, b.clinic_id, b.person_id, b.role, b.login_role, b.ended_at, b.idle_until, b.absolute_until
      from auth.session b
      where b.previous_hash = decode(t.item ->> 'session', 'hex') and b.stepped_up_at > now() - interval '5 minutes'
      limit 1
    ) s
      on coalesce(s.ended_at, 'infinity') > now() - interval '5 minutes'
      and least(s.idle_until, s.absolute_until) > now() - interval '5 minutes'
  ), stored as (
    insert into audit.pending (clinic_id, person_id, session_id, role, login_role, purpose, action, outcome, entity, entity_id, patients, detail)
    select t.clinic_id, t.person_id, t.session_id, t.role, t.login_role,
      t.item ->> 'purpose', t.item ->> 'operation', t.item ->> 'outcome', t.item ->> 'entity', (t.item ->> 'entityId')::uuid,
      array(select p::uuid from jsonb_array_elements_text(t.item -> 'patients') p),
      t.item -> 'detail'
    from told t
    where t.session_id is not null
    order by t.position
  )
  select coalesce(array_agg(t.position order by t.position), '{}') into unknown
  from told t
  where t.session_id is null;
  return unknown;
end $function$

CREATE OR REPLACE FUNCTION audit.record_for_installation(action text, outcome text, detail jsonb)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into audit.pending (clinic_id, purpose, action, outcome, detail)
  values ('00000000-0000-0000-0000-000000000000', 'maintenance', record_for_installation.action, record_for_installation.outcome,
    coalesce(record_for_installation.detail, '{}'::jsonb))
$function$

CREATE OR REPLACE FUNCTION audit.refuse_unless_sealing()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if session_user <> 'amate_worker' then
    raise exception 'rows of audit.pending leave through the sealer alone' using errcode = 'AM001';
  end if;
  return old;
end $function$

CREATE OR REPLACE FUNCTION audit.released_entries(request uuid, after bigint, page integer)
 RETURNS TABLE(seq bigint, prev bytea, entry text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
  select l.seq, l.prev, l.entry
  from audit.log l
  where l.clinic_id = auth.clinic() and l.seq > released_entries.after and audit.may_release(released_entries.request)
    and l.patients && array(
      select k.pseudonym
      from clin.record_request r
      cross join lateral clin.trail_of(r.clinic_id, r.patient_id) as t (id)
      join keys.patient_key k on k.clinic_id = r.clinic_id and k.patient_id = t.id
      where r.clinic_id = auth.clinic() and r.id = released_entries.request)
  order by l.seq
  limit least(released_entries.page, 500)
$function$

CREATE OR REPLACE FUNCTION audit.released_head(request uuid)
 RETURNS TABLE(number bigint, note text, size bigint, chain bytea, root bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select k.number, k.note, o.size, o.chain, o.root
  from audit.checkpoint_head o
  cross join lateral (select c.number, c.note from audit.checkpoint c order by c.number desc limit 1) k
  where o.clinic_id = auth.clinic() and o.number <= k.number and audit.may_release(released_head.request)
  order by o.number desc
  limit 1
$function$

CREATE OR REPLACE FUNCTION audit.released_leaves(request uuid, after bigint, through bigint)
 RETURNS TABLE(hashes bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce(string_agg(l.hash, ''::bytea order by l.seq), ''::bytea)
  from audit.log l
  where l.clinic_id = auth.clinic() and l.seq > released_leaves.after and l.seq <= released_leaves.through and audit.may_release(released_leaves.request)
$function$

CREATE OR REPLACE FUNCTION audit.seal(clinics uuid[], seqs bigint[], entries text[], prevs bytea[], hashes bytea[], head_clinics uuid[], head_sizes bigint[], head_lasts bytea[], head_frontiers bytea[], head_roots bytea[], number bigint, note text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if exists (
    select
    from unnest(head_clinics, head_sizes) h(clinic, size)
    left join audit.head o on o.clinic_id = h.clinic
    where h.size <> coalesce(o.size, 0) + (select count(*) from unnest(clinics) c where c = h.clinic)
  ) or seal.number <> 1 + (select coalesce(max(c.number), 0) from audit.checkpoint c) then
    raise exception 'the seal does not follow the log' using errcode = 'AM004';
  end if;
  insert into audit.log (clinic_id, seq, entry, prev, hash, at, person_id, patients, action, outcome)
  select l.clinic, l.seq, l.entry, l.prev, l.hash, (e.e ->> 'at')::timestamptz, (e.e ->> 'person')::uuid,
    array(select p.p::uuid from jsonb_array_elements_text(e.e -> 'patients') with ordinality p(p, o) order by p.o),
    e.e ->> 'action', e.e ->> 'outcome'
  from unnest(clinics, seqs, entries, prevs, hashes) l(clinic, seq, entry, prev, hash),
    lateral (select l.entry::jsonb as e) e;
  insert into audit.head (clinic_id, size, last, frontier)
  select h.clinic, h.size, h.last, h.frontier
  from unnest(head_clinics, head_sizes, head_lasts, head_frontiers) h(clinic, size, last, frontier)
  on conflict (clinic_id) do update set size = excluded.size, last = excluded.last, frontier = excluded.frontier;
  insert into audit.checkpoint (number, note) values (seal.number, seal.note);
  insert into audit.checkpoint_head (clinic_id, number, size, chain, root)
  select h.clinic, seal.number, h.size, h.last, h.root
  from unnest(head_clinics, head_sizes, head_lasts, head_roots) h(clinic, size, last, root);
end $function$

CREATE OR REPLACE FUNCTION audit.sealing()
 RETURNS TABLE(waiting bigint, "lagSeconds" double precision, checkpoint bigint, "checkpointAt" timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select (select count(*) from audit.pending),
    coalesce((select extract(epoch from clock_timestamp() - min(p.at)) from audit.pending p), 0)::double precision,
    c.number, c.at
  from (select) one
  left join (select k.number, k.at from audit.checkpoint k order by k.number desc limit 1) c on true
$function$

CREATE OR REPLACE FUNCTION audit.state_before(seq bigint)
 RETURNS TABLE(entry text, state text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  clinic uuid := auth.clinic();
begin
  if clinic is null then
    raise exception 'no clinic in this transaction' using errcode = 'AM002';
  end if;
  return query
    select l.entry, s.state::text
    from audit.log l
    left join audit.earlier_state s on s.clinic_id = l.clinic_id and s.entry_id = (l.entry::jsonb ->> 'id')::uuid
    where l.clinic_id = clinic and l.seq = state_before.seq;
end $function$

CREATE OR REPLACE FUNCTION audit.state_to_keep(relation text, clinic uuid, before_row jsonb, changed text[])
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  left_out text[] := audit.columns_not_kept(relation);
  kept jsonb;
  named text;
begin
  if left_out = array['*'] or changed <@ left_out then
    return null;
  end if;
  kept := before_row - left_out;
  foreach named in array audit.patient_columns() || case when relation = 'front.patient' then array['id'] else '{}'::text[] end
  loop
    if kept ->> named is not null then
      kept := jsonb_set(kept, array[named], coalesce(to_jsonb(audit.pseudonym_of(clinic, (kept ->> named)::uuid)), 'null'));
    end if;
  end loop;
  return kept;
end $function$

CREATE OR REPLACE FUNCTION audit.take(batch integer)
 RETURNS TABLE(id uuid, clinic uuid, at text, person uuid, session uuid, role text, login text, purpose text, cause text, action text, outcome text, entity text, "entityId" uuid, patients uuid[], detail text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not exists (select from audit.pending) then
    return;
  end if;
  lock table audit.head in share row exclusive mode;
  return query
    with taken as (
      delete from audit.pending p
      where p.id in (select q.id from audit.pending q order by q.at, q.id limit batch)
      returning p.*
    )
    select t.id, t.clinic_id, to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      t.person_id, t.session_id, t.role, t.login_role, t.purpose, t.cause, t.action, t.outcome, t.entity, t.entity_id,
      array(select distinct u.p from unnest(t.patients || t.patient) u(p) where u.p is not null order by u.p),
      t.detail::text
    from taken t
    order by t.clinic_id, t.at, t.id;
end $function$

CREATE OR REPLACE FUNCTION auth.accept_invitation(hash bytea, link_hash bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  live auth.session := auth.live(hash);
  link auth.setup_link;
  joined uuid;
begin
  select * into link from auth.setup_link l where l.token_hash = link_hash and l.kind = 'invitation' and l.account_id = live.account_id;
  if link.token_hash is null or auth.spend_setup_link(link_hash, array['invitation']) is null then
    return false;
  end if;
  update org.staff_member s set accepted_at = now()
  where s.clinic_id = link.clinic_id and s.account_id = link.account_id and s.accepted_at is null
  returning s.id into joined;
  if joined is null then
    return false;
  end if;
  -- The clinic she joined hears of it, and no other.
  insert into audit.pending (clinic_id, person_id, purpose, action, entity, entity_id)
  values (link.clinic_id, joined, 'identification', 'accept-invitation', 'org.staff_member', joined);
  return true;
end $function$

CREATE OR REPLACE FUNCTION auth.account_for(wanted uuid, email text, folded text, language text, password text, handle bytea)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  found_id uuid;
begin
  if session_user = 'amate_gate' and auth.founding() is null then
    raise exception 'no clinic is being founded' using errcode = 'AM002';
  end if;
  insert into auth.account as a (id, email, email_folded, language, password_hash, password_changed_at, webauthn_user)
  values (wanted, account_for.email, folded, account_for.language, password, case when password is null then null else now() end, handle)
  on conflict (email_folded) do nothing
  returning a.id into found_id;
  if found_id is null then
    select a.id into found_id from auth.account a where a.email_folded = folded;
  end if;
  return found_id;
end $function$

CREATE OR REPLACE FUNCTION auth.account_of_person(person uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.account_id from org.staff_member s where s.clinic_id = auth.clinic() and s.id = person
$function$

CREATE OR REPLACE FUNCTION auth.add_passkey(hash bytea, passkey uuid, credential text, key bytea, started integer, ways text[], label text, backed boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  live auth.session := auth.live(hash);
begin
  insert into auth.passkey (id, account_id, credential_id, public_key, counter, transports, label, backed_up)
  values (passkey, live.account_id, credential, key, started, ways, add_passkey.label, backed);
  perform auth.note_account(live.account_id, 'add-passkey', 'ok', jsonb_build_object('passkey', passkey));
end $function$

CREATE OR REPLACE FUNCTION auth.begin_attempt(account_key bytea, address_key bytea)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  delete from auth.attempt a
  where a.key in (select b.key from auth.attempt b where b.last_at < now() - interval '2 days' limit 20 for update skip locked);
  return greatest(
    case when account_key is null then 0 else auth.count_attempt(account_key, 5, 900) end,
    auth.count_attempt(address_key, 100, 60));
end $function$

CREATE OR REPLACE FUNCTION auth.change_password(hash bytea, new_hash bytea, password text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  live auth.session := auth.live(hash);
begin
  update auth.account a set password_hash = password, password_changed_at = now() where a.id = live.account_id;
  update auth.session s set ended_at = now(), end_reason = 'password-changed'
  where s.account_id = live.account_id and s.ended_at is null and s.id <> live.id;
  update auth.session s set token_hash = new_hash, previous_hash = hash, stepped_up_at = now() where s.id = live.id;
  perform auth.note_account(live.account_id, 'change-password', 'ok', null);
end $function$

CREATE OR REPLACE FUNCTION auth.clear_factors(person uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  account uuid := auth.resettable_account(person);
begin
  if account is null then
    return false;
  end if;
  update auth.account a set totp_secret = null, totp_pending = null, totp_since = null where a.id = account;
  delete from auth.passkey p where p.account_id = account;
  return true;
end $function$

CREATE OR REPLACE FUNCTION auth.clinic()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  found_clinic uuid;
begin
  if session_user in ('amate_worker', 'amate_index') then
    return nullif(current_setting('amate.clinic', true), '')::uuid;
  end if;
  select s.clinic_id into found_clinic
  from auth.session s
  where s.token_hash = decode(nullif(current_setting('amate.session', true), ''), 'hex')
    and s.login_role = session_user
    and s.ended_at is null
    and s.idle_until > now()
    and s.absolute_until > now();
  return found_clinic;
end $function$

CREATE OR REPLACE FUNCTION auth.confirm_totp(account uuid, sealed bytea, step bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update auth.account a
  set totp_secret = a.totp_pending, totp_pending = null, totp_since = now(), totp_last_step = step
  where a.id = account and a.totp_pending = sealed;
  if found then
    perform auth.note_account(account, 'enrol-totp', 'ok', null);
  end if;
  return found;
end $function$

CREATE OR REPLACE FUNCTION auth.count_attempt(key bytea, free integer, most_seconds integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  known auth.attempt;
begin
  insert into auth.attempt as a (key) values (count_attempt.key)
  on conflict on constraint attempt_pkey do update
    set failures = case when a.last_at < now() - interval '1 day' then 0 else a.failures end
  returning a.* into known;
  if known.locked_until > clock_timestamp() then
    return greatest(1, ceil(extract(epoch from known.locked_until - clock_timestamp())))::integer;
  end if;
  update auth.attempt a
  set failures = known.failures + 1,
      last_at = clock_timestamp(),
      locked_until = case
        when known.failures + 1 < free then null
        else clock_timestamp() + make_interval(secs => least(most_seconds, power(2, least(known.failures + 1 - free, 20))))
      end
  where a.key = count_attempt.key;
  return 0;
end $function$

CREATE OR REPLACE FUNCTION auth.disown_device(hash bytea, device uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  live auth.session := auth.live(hash);
  ended integer;
begin
  if not exists (select from auth.new_devices(hash) n where n.device_id = device) then
    return null;
  end if;
  update auth.session s set ended_at = now(), end_reason = 'killed'
  where s.account_id = live.account_id and s.device_id = device and s.ended_at is null;
  get diagnostics ended = row_count;
  delete from auth.device d where d.id = device and d.account_id = live.account_id;
  perform auth.note_account(live.account_id, 'disown-device', 'ok', jsonb_build_object('ended', ended));
  return ended;
end $function$

CREATE OR REPLACE FUNCTION auth.duties_of(account uuid)
 RETURNS TABLE(clinic_id uuid, clinic_name text, demo boolean, time_zone text, idle_minutes integer, person_id uuid, full_name text, role text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select c.clinic_id, c.name, c.demo, c.time_zone, c.idle_minutes, s.id, concat_ws(' ', s.given_names, s.first_surname, s.second_surname), m.role
  from org.staff_member s
  join org.clinic c on c.clinic_id = s.clinic_id
  join org.membership m on m.clinic_id = s.clinic_id and m.person_id = s.id
  where s.account_id = duties_of.account and s.active and s.accepted_at is not null and m.active
  order by c.created_at, c.clinic_id, m.created_at, m.role
$function$

CREATE OR REPLACE FUNCTION auth.end_my_sessions(hash bytea, one uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  live auth.session := auth.live(hash);
  ended integer;
begin
  update auth.session s
  set ended_at = now(), end_reason = 'killed'
  where s.account_id = live.account_id and s.ended_at is null
    and case when one is null then s.id <> live.id else s.id = one end;
  get diagnostics ended = row_count;
  if ended > 0 then
    perform auth.note_session(live, 'end-sessions', jsonb_build_object('ended', ended));
  end if;
  return ended;
end $function$

CREATE OR REPLACE FUNCTION auth.end_sessions_of(person uuid, reason text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  ended integer;
begin
  update auth.session s
  set ended_at = now(), end_reason = reason
  where s.clinic_id = auth.clinic() and s.person_id = person and s.ended_at is null;
  get diagnostics ended = row_count;
  return ended;
end $function$

CREATE OR REPLACE FUNCTION auth.forget_ended(before timestamp with time zone, most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  line timestamptz := least(before, now() - interval '1 day');
  gone integer;
begin
  update auth.session s
  set ended_at = least(s.idle_until, s.absolute_until),
      end_reason = case when s.absolute_until <= s.idle_until then 'absolute' else 'idle' end
  where s.ended_at is null and least(s.idle_until, s.absolute_until) < now() - interval '1 hour';
  delete from auth.session s
  where s.id in (select o.id from auth.session o where o.ended_at < line order by o.ended_at limit most);
  get diagnostics gone = row_count;
  delete from auth.attempt a where a.last_at < now() - interval '2 days' and coalesce(a.locked_until, now()) <= now();
  delete from auth.answered_challenge c where c.expires_at < now();
  delete from auth.setup_link l where coalesce(l.used_at, l.expires_at) < line;
  return gone;
end $function$

CREATE OR REPLACE FUNCTION auth.forgive_attempt(account_key bytea, address_key bytea, wholly boolean)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  delete from auth.attempt a where a.key = account_key and wholly;
  update auth.attempt a set failures = greatest(0, a.failures - 1), locked_until = null
  where a.key = address_key or (a.key = account_key and not wholly);
$function$

CREATE OR REPLACE FUNCTION auth.founding()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  wanted uuid := nullif(current_setting('amate.clinic', true), '')::uuid;
begin
  if session_user <> 'amate_gate' or wanted is null then
    return null;
  end if;
  return (
    select l.clinic_id from auth.setup_link l
    where l.kind = 'first-run' and l.clinic_id = wanted and l.spent_in = pg_current_xact_id_if_assigned());
end $function$

CREATE OR REPLACE FUNCTION auth.hold_duty(clinic uuid, person uuid, duty text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from org.staff_member s
  where s.clinic_id = clinic and s.id = person and s.active and s.accepted_at is not null
  for share;
  if not found then
    return false;
  end if;
  perform from org.membership m
  where m.clinic_id = clinic and m.person_id = person and m.role = duty and m.active
  for share;
  return found;
end $function$

CREATE OR REPLACE FUNCTION auth.issue_first_run_link(hash bytea, expires timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform pg_advisory_xact_lock(7233003);
  if exists (select from org.clinic) then
    return false;
  end if;
  update auth.setup_link l set used_at = now() where l.kind = 'first-run' and l.used_at is null;
  insert into auth.setup_link (token_hash, kind, expires_at) values (hash, 'first-run', expires);
  return true;
end $function$

CREATE OR REPLACE FUNCTION auth.issue_person_link(person uuid, link_kind text, hash bytea, expires timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  account uuid := case link_kind when 'invitation' then auth.account_of_person(person) when 'reset' then auth.resettable_account(person) end;
begin
  if account is null then
    return false;
  end if;
  update auth.setup_link l set used_at = now() where l.account_id = account and l.clinic_id = auth.clinic() and l.used_at is null;
  insert into auth.setup_link (token_hash, kind, account_id, clinic_id, expires_at) values (hash, link_kind, account, auth.clinic(), expires);
  return true;
end $function$

CREATE OR REPLACE FUNCTION auth.live(hash bytea)
 RETURNS auth.session
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  found_session auth.session;
begin
  select * into found_session
  from auth.session s
  where s.token_hash = hash and s.ended_at is null and s.idle_until > now() and s.absolute_until > now();
  if found_session.id is null then
    raise exception 'no live session' using errcode = 'AM005';
  end if;
  return found_session;
end $function$

CREATE OR REPLACE FUNCTION auth.live_session(hash bytea)
 RETURNS SETOF auth.session
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  live auth.session;
begin
  select * into live from auth.session s where s.token_hash = hash and s.ended_at is null;
  if live.id is null then
    return;
  end if;
  if live.idle_until <= now() or live.absolute_until <= now() then
    update auth.session s
    set ended_at = now(), end_reason = case when live.absolute_until <= now() then 'absolute' else 'idle' end
    where s.id = live.id and s.ended_at is null;
    return;
  end if;
  if live.last_seen_at < now() - interval '30 seconds' then
    update auth.session s
    set last_seen_at = now(), idle_until = least(s.absolute_until, now() + make_interval(mins => s.idle_minutes))
    where s.id = live.id and s.ended_at is null
    returning * into live;
  end if;
  return next live;
end $function$

CREATE OR REPLACE FUNCTION auth.login_of(role text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select case role
    when 'physician' then 'amate_clinician'
    when 'nurse' then 'amate_clinician'
    when 'laboratory' then 'amate_clinician'
    when 'receptionist' then 'amate_frontdesk'
    when 'auditor' then 'amate_auditor'
    when 'administrator' then 'amate_admin'
  end
$function$

CREATE OR REPLACE FUNCTION auth.my_account(hash bytea)
 RETURNS TABLE(account_id uuid, email text, password_hash text, totp_secret bytea, totp_pending bytea, totp_since timestamp with time zone, webauthn_user bytea, needs_factor boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select a.id, a.email, a.password_hash, a.totp_secret, a.totp_pending, a.totp_since, a.webauthn_user, auth.needs_second_factor(a.id)
  from auth.live(hash) l
  join auth.account a on a.id = l.account_id
$function$

CREATE OR REPLACE FUNCTION auth.my_passkeys(hash bytea)
 RETURNS TABLE(passkey_id uuid, credential_id text, transports text[], label text, backed_up boolean, created_at timestamp with time zone, last_used_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.id, p.credential_id, p.transports, p.label, p.backed_up, p.created_at, p.last_used_at
  from auth.live(hash) l
  join auth.passkey p on p.account_id = l.account_id
  order by p.created_at
$function$

CREATE OR REPLACE FUNCTION auth.my_sessions(hash bytea)
 RETURNS TABLE(session_id uuid, label text, clinic_name text, role text, created_at timestamp with time zone, last_seen_at timestamp with time zone, shared_desk boolean, first_seen_at timestamp with time zone, is_new boolean, current boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.id, s.device_label, c.name, s.role, s.created_at, s.last_seen_at, s.shared_desk, d.first_seen_at,
    d.id is not null and d.vouched_at is null and d.first_seen_at > now() - interval '30 days', s.id = l.id
  from auth.live(hash) l
  join auth.session s on s.account_id = l.account_id and s.ended_at is null and s.idle_until > now() and s.absolute_until > now()
  join org.clinic c on c.clinic_id = s.clinic_id
  left join auth.device d on d.id = s.device_id
  order by s.last_seen_at desc
$function$

CREATE OR REPLACE FUNCTION auth.needs_second_factor(account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (
    select from org.staff_member s
    join org.clinic c on c.clinic_id = s.clinic_id
    join org.membership m on m.clinic_id = s.clinic_id and m.person_id = s.id
    where s.account_id = needs_second_factor.account and s.active and s.accepted_at is not null and m.active
      and (c.second_factor = 'everyone' or (c.second_factor = 'by-duty' and m.role in ('physician', 'administrator', 'auditor'))))
$function$

CREATE OR REPLACE FUNCTION auth.new_devices(hash bytea)
 RETURNS TABLE(device_id uuid, label text, first_seen_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select d.id, d.label, d.first_seen_at
  from auth.live(hash) l
  join auth.device own on own.id = l.device_id
  join auth.device d on d.account_id = l.account_id
  where d.vouched_at is null and d.first_seen_at > own.first_seen_at and d.first_seen_at > now() - interval '30 days'
  order by d.first_seen_at
$function$

CREATE OR REPLACE FUNCTION auth.note_account(account uuid, action text, outcome text, detail jsonb)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with known as (
    select s.clinic_id, s.id
    from org.staff_member s
    where s.account_id = note_account.account and s.active and s.accepted_at is not null
  )
  insert into audit.pending (clinic_id, person_id, purpose, action, outcome, entity, entity_id, detail)
  select k.clinic_id, k.id, 'identification', note_account.action, note_account.outcome, 'org.staff_member', k.id,
    coalesce(note_account.detail, '{}'::jsonb) - 'passkey'
  from known k
  union all
  select '00000000-0000-0000-0000-000000000000', null, 'identification', note_account.action, note_account.outcome, 'auth.account', note_account.account, coalesce(note_account.detail, '{}'::jsonb)
  where not exists (select from known)
$function$

CREATE OR REPLACE FUNCTION auth.note_failed_sign_in(account uuid, reason text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select auth.note_account(account, 'sign-in', 'failed', jsonb_build_object('reason', reason))
$function$

CREATE OR REPLACE FUNCTION auth.note_session(live auth.session, action text, detail jsonb)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into audit.pending (clinic_id, person_id, session_id, role, purpose, action, entity, entity_id, detail)
  values (live.clinic_id, live.person_id, live.id, live.role, 'identification', note_session.action, 'auth.session', live.id, coalesce(note_session.detail, '{}'::jsonb))
$function$

CREATE OR REPLACE FUNCTION auth.offer_totp(account uuid, sealed bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update auth.account a set totp_pending = sealed where a.id = offer_totp.account
$function$

CREATE OR REPLACE FUNCTION auth.open_session(account uuid, wanted_clinic uuid, wanted_role text, session_id uuid, new_hash bytea, factor text, shared boolean, device uuid, device_key bytea, device_label text)
 RETURNS TABLE(new_device boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  held record;
  known auth.account;
  seen auth.device;
  is_new boolean;
  idle integer;
  opened auth.session;
begin
  select * into known from auth.account a where a.id = account for update;
  select d.* into held
  from auth.duties_of(account) with ordinality d
  where (wanted_clinic is null or d.clinic_id = wanted_clinic) and (wanted_role is null or d.role = wanted_role)
  order by (d.clinic_id = known.last_clinic_id and d.role = known.last_role) desc nulls last, d.ordinality
  limit 1;
  if held is null or not auth.hold_duty(held.clinic_id, held.person_id, held.role) then
    return;
  end if;
  select d.* into seen from auth.device d where d.account_id = account and d.recognised_by = device_key;
  is_new := seen.id is null;
  if is_new then
    insert into auth.device (id, account_id, recognised_by, label) values (device, account, device_key, device_label) returning * into seen;
  else
    update auth.device d set last_seen_at = now(), label = device_label where d.id = seen.id;
  end if;
  idle := case when shared then least(5, held.idle_minutes) else held.idle_minutes end;
  insert into auth.session (id, token_hash, account_id, clinic_id, person_id, role, login_role, language, idle_until, absolute_until,
    stepped_up_at, device_id, device_label, shared_desk, idle_minutes, factor)
  values (session_id, new_hash, account, held.clinic_id, held.person_id, held.role, auth.login_of(held.role), known.language,
    now() + make_interval(mins => idle), now() + interval '12 hours', now(), seen.id, device_label, shared, idle, factor)
  returning * into opened;
  update auth.account a set last_clinic_id = held.clinic_id, last_role = held.role where a.id = account;
  perform auth.note_session(opened, 'sign-in', jsonb_build_object('factor', factor, 'new_device', is_new, 'shared_desk', shared));
  return query select is_new;
end $function$

CREATE OR REPLACE FUNCTION auth.operator_reset(folded text, hash bytea, expires timestamp with time zone, drop_factors boolean)
 RETURNS TABLE(email text, clinics integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  known auth.account;
begin
  select * into known from auth.account a where a.email_folded = folded for update;
  if known.id is null or not exists (select from auth.duties_of(known.id)) then
    return;
  end if;
  update auth.session s set ended_at = now(), end_reason = 'killed' where s.account_id = known.id and s.ended_at is null;
  -- An invitation to a clinic that she has not joined yet stays: it sets no password.
  update auth.setup_link l set used_at = now()
  where l.account_id = known.id and l.used_at is null and (l.kind = 'reset' or exists (
    select from org.staff_member s where s.clinic_id = l.clinic_id and s.account_id = known.id and s.accepted_at is not null));
  update auth.account a
  set password_hash = null,
      password_changed_at = now(),
      totp_pending = null,
      totp_secret = case when drop_factors then null else a.totp_secret end,
      totp_since = case when drop_factors then null else a.totp_since end
  where a.id = known.id;
  if drop_factors then
    delete from auth.passkey p where p.account_id = known.id;
  end if;
  insert into auth.setup_link (token_hash, kind, account_id, expires_at) values (hash, 'reset', known.id, expires);
  perform auth.note_account(known.id, 'operator-reset', 'ok', jsonb_build_object('drop_factors', drop_factors));
  return query
    select known.email, count(distinct d.clinic_id)::integer from auth.duties_of(known.id) d;
end $function$

CREATE OR REPLACE FUNCTION auth.passkey_of(credential text)
 RETURNS TABLE(passkey_id uuid, account_id uuid, public_key bytea, counter bigint, transports text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.id, p.account_id, p.public_key, p.counter, p.transports
  from auth.passkey p
  where p.credential_id = credential and exists (select from auth.duties_of(p.account_id))
$function$

CREATE OR REPLACE FUNCTION auth.person()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select (auth.session_now()).person_id $function$

CREATE OR REPLACE FUNCTION auth.remove_passkey(hash bytea, passkey uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  live auth.session := auth.live(hash);
  known auth.account;
begin
  select * into known from auth.account a where a.id = live.account_id for update;
  if not exists (select from auth.passkey p where p.id = passkey and p.account_id = live.account_id) then
    return 'absent';
  end if;
  if known.totp_secret is null and auth.needs_second_factor(known.id)
    and not exists (select from auth.passkey p where p.account_id = known.id and p.id <> passkey) then
    return 'last';
  end if;
  delete from auth.passkey p where p.id = passkey;
  perform auth.note_account(known.id, 'remove-passkey', 'ok', jsonb_build_object('passkey', passkey));
  return 'removed';
end $function$

CREATE OR REPLACE FUNCTION auth.remove_totp(hash bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  live auth.session := auth.live(hash);
begin
  perform from auth.account a where a.id = live.account_id for update;
  if auth.needs_second_factor(live.account_id) and not exists (select from auth.passkey p where p.account_id = live.account_id) then
    return false;
  end if;
  update auth.account a set totp_secret = null, totp_since = null where a.id = live.account_id;
  perform auth.note_account(live.account_id, 'remove-totp', 'ok', null);
  return true;
end $function$

CREATE OR REPLACE FUNCTION auth.rename_passkey(hash bytea, passkey uuid, wanted text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  live auth.session := auth.live(hash);
begin
  update auth.passkey p set label = wanted where p.id = passkey and p.account_id = live.account_id;
  return found;
end $function$

CREATE OR REPLACE FUNCTION auth.resettable_account(person uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.account_id
  from org.staff_member s
  where s.clinic_id = auth.clinic() and s.id = person and s.accepted_at is not null and not auth.works_elsewhere(s.account_id)
$function$

CREATE OR REPLACE FUNCTION auth.role_now()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select (auth.session_now()).role $function$

CREATE OR REPLACE FUNCTION auth.session_facts(hash bytea)
 RETURNS TABLE(session_id uuid, account_id uuid, clinic_id uuid, clinic_name text, demo boolean, time_zone text, person_id uuid, full_name text, email text, role text, language text, shared_desk boolean, idle_minutes integer, idle_until timestamp with time zone, absolute_until timestamp with time zone, stepped_up_at timestamp with time zone, totp boolean, totp_since timestamp with time zone, passkeys integer, needs_factor boolean, new_device boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.id, s.account_id, s.clinic_id, c.name, c.demo, c.time_zone, s.person_id, concat_ws(' ', p.given_names, p.first_surname, p.second_surname), a.email,
    s.role, a.language, s.shared_desk, s.idle_minutes, s.idle_until, s.absolute_until, s.stepped_up_at,
    a.totp_secret is not null, a.totp_since, (select count(*)::integer from auth.passkey k where k.account_id = a.id), auth.needs_second_factor(a.id),
    coalesce(d.first_seen_at >= s.created_at, false)
  from auth.live(hash) s
  join auth.account a on a.id = s.account_id
  join org.clinic c on c.clinic_id = s.clinic_id
  join org.staff_member p on p.clinic_id = s.clinic_id and p.id = s.person_id
  left join auth.device d on d.id = s.device_id
$function$

CREATE OR REPLACE FUNCTION auth.session_now()
 RETURNS auth.session
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  found_session auth.session;
  pointer text := nullif(current_setting('amate.session', true), '');
begin
  if pointer is null then
    return null;
  end if;
  select * into found_session
  from auth.session
  where token_hash = decode(pointer, 'hex')
    and login_role = session_user
    and ended_at is null
    and idle_until > now()
    and absolute_until > now();
  return found_session;
end $function$

CREATE OR REPLACE FUNCTION auth.set_language(hash bytea, wanted text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  live auth.session := auth.live(hash);
begin
  update auth.account a set language = wanted where a.id = live.account_id;
  update auth.session s set language = wanted where s.account_id = live.account_id and s.ended_at is null;
end $function$

CREATE OR REPLACE FUNCTION auth.set_password_by_link(hash bytea, password text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  link auth.setup_link;
begin
  select * into link from auth.setup_link l where l.token_hash = hash and l.kind in ('invitation', 'reset');
  if link.token_hash is null
    or (link.clinic_id is not null and (
      not exists (select from org.staff_member s where s.clinic_id = link.clinic_id and s.account_id = link.account_id and s.accepted_at is not null)
      or exists (select from org.staff_member s where s.clinic_id <> link.clinic_id and s.account_id = link.account_id and s.active and s.accepted_at is not null)))
    or auth.spend_setup_link(hash, array['invitation', 'reset']) is null then
    return false;
  end if;
  update auth.account a set password_hash = password, password_changed_at = now()
  where a.id = link.account_id and (link.kind = 'reset' or a.password_hash is null);
  if not found then
    return false;
  end if;
  update auth.session s set ended_at = now(), end_reason = 'password-changed' where s.account_id = link.account_id and s.ended_at is null;
  -- Another clinic's invitation stays: it sets no password, it asks the owner to join.
  update auth.setup_link l set used_at = now()
  where l.account_id = link.account_id and l.used_at is null and l.clinic_id is not distinct from link.clinic_id;
  perform auth.note_account(link.account_id, 'set-password', 'ok', jsonb_build_object('link', link.kind));
  return true;
end $function$

CREATE OR REPLACE FUNCTION auth.setup_link_facts(hash bytea)
 RETURNS TABLE(kind text, email text, has_password boolean, expires_at timestamp with time zone, account_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select l.kind, a.email, coalesce(a.password_hash is not null, false), l.expires_at, l.account_id
  from auth.setup_link l
  left join auth.account a on a.id = l.account_id
  where l.token_hash = hash and l.used_at is null and l.expires_at > now()
$function$

CREATE OR REPLACE FUNCTION auth.sign_in_facts(folded text)
 RETURNS TABLE(account_id uuid, email text, password_hash text, totp_secret bytea, totp_pending bytea, passkeys integer, needs_factor boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select a.id, a.email, a.password_hash, a.totp_secret, a.totp_pending,
    (select count(*)::integer from auth.passkey p where p.account_id = a.id),
    auth.needs_second_factor(a.id)
  from auth.account a
  where a.email_folded = sign_in_facts.folded and exists (select from auth.duties_of(a.id))
$function$

CREATE OR REPLACE FUNCTION auth.sign_in_states()
 RETURNS TABLE(person_id uuid, ready boolean, second_factor boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.id, s.accepted_at is not null and (a.password_hash is not null or exists (select from auth.passkey p where p.account_id = a.id)),
    s.accepted_at is not null and (a.totp_secret is not null or exists (select from auth.passkey p where p.account_id = a.id))
  from org.staff_member s
  join auth.account a on a.id = s.account_id
  where s.clinic_id = auth.clinic()
$function$

CREATE OR REPLACE FUNCTION auth.sign_out(hash bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  live auth.session := auth.live(hash);
begin
  update auth.session s set ended_at = now(), end_reason = 'signed-out' where s.id = live.id;
  perform auth.note_session(live, 'sign-out', null);
end $function$

CREATE OR REPLACE FUNCTION auth.spend_first_run_link(hash bytea, founded uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform pg_advisory_xact_lock(7233003);
  if exists (select from org.clinic) or auth.spend_setup_link(hash, array['first-run']) is null then
    return false;
  end if;
  update auth.setup_link l set clinic_id = founded, spent_in = pg_current_xact_id() where l.token_hash = hash;
  return true;
end $function$

CREATE OR REPLACE FUNCTION auth.spend_setup_link(hash bytea, wanted_kinds text[])
 RETURNS text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update auth.setup_link l set used_at = now()
  where l.token_hash = hash and l.used_at is null and l.expires_at > now() and l.kind = any(wanted_kinds)
  returning l.kind
$function$

CREATE OR REPLACE FUNCTION auth.step_up(hash bytea, new_hash bytea, proof text)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  live auth.session := auth.live(hash);
begin
  update auth.session s set token_hash = new_hash, previous_hash = hash, stepped_up_at = now() where s.id = live.id and s.token_hash = hash;
  if not found then
    raise exception 'no live session' using errcode = 'AM005';
  end if;
  perform auth.note_session(live, 'step-up', jsonb_build_object('proof', proof));
  return now();
end $function$

CREATE OR REPLACE FUNCTION auth.switch_duty(hash bytea, wanted_clinic uuid, wanted_role text, session_id uuid, new_hash bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  old_session auth.session := auth.live(hash);
  held record;
  idle integer;
  opened auth.session;
begin
  select d.* into held from auth.duties_of(old_session.account_id) d where d.clinic_id = wanted_clinic and d.role = wanted_role;
  if held is null or not auth.hold_duty(held.clinic_id, held.person_id, held.role) then
    return false;
  end if;
  update auth.session s set ended_at = now(), end_reason = 'switched' where s.id = old_session.id and s.ended_at is null;
  if not found then
    return false;
  end if;
  idle := case when old_session.shared_desk then least(5, held.idle_minutes) else held.idle_minutes end;
  insert into auth.session (id, token_hash, account_id, clinic_id, person_id, role, login_role, language, created_at, idle_until, absolute_until,
    stepped_up_at, device_id, device_label, shared_desk, idle_minutes, factor)
  select session_id, new_hash, s.account_id, held.clinic_id, held.person_id, held.role, auth.login_of(held.role), s.language, s.created_at,
    least(s.absolute_until, now() + make_interval(mins => idle)), s.absolute_until,
    null, s.device_id, s.device_label, s.shared_desk, idle, s.factor
  from auth.session s where s.id = old_session.id
  returning * into opened;
  update auth.account a set last_clinic_id = held.clinic_id, last_role = held.role where a.id = old_session.account_id;
  perform auth.note_session(old_session, 'leave-duty', null);
  perform auth.note_session(opened, 'enter-duty', case when opened.clinic_id = old_session.clinic_id then jsonb_build_object('from', old_session.id) end);
  return true;
end $function$

CREATE OR REPLACE FUNCTION auth.use_passkey(passkey uuid, counted bigint, backed boolean, challenge bytea, expires timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  delete from auth.answered_challenge c where c.expires_at < now();
  insert into auth.answered_challenge (challenge_hash, expires_at) values (challenge, expires) on conflict do nothing;
  if not found then
    return false;
  end if;
  update auth.passkey p set counter = counted, backed_up = backed, last_used_at = now()
  where p.id = passkey and (counted > p.counter or (counted = 0 and p.counter = 0));
  return found;
end $function$

CREATE OR REPLACE FUNCTION auth.use_totp(account uuid, step bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update auth.account a set totp_last_step = step where a.id = account and a.totp_secret is not null and a.totp_last_step < step;
  return found;
end $function$

CREATE OR REPLACE FUNCTION auth.vouch_first_device()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from auth.device d where d.account_id = new.account_id) then
    new.vouched_at := now();
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION auth.vouch_for_device(hash bytea, device uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  live auth.session := auth.live(hash);
begin
  update auth.device d set vouched_at = now()
  where d.id = device and d.id in (select n.device_id from auth.new_devices(hash) n);
  if not found then
    return false;
  end if;
  perform auth.note_account(live.account_id, 'vouch-for-device', 'ok', null);
  return true;
end $function$

CREATE OR REPLACE FUNCTION auth.works_elsewhere(account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (
    select from org.staff_member s
    where s.account_id = works_elsewhere.account and s.clinic_id <> auth.clinic() and s.active and s.accepted_at is not null)
$function$

CREATE OR REPLACE FUNCTION charting.guard_phrase()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.retired_at is not null or new.version <> old.version + 1 then
    raise exception 'a phrase changes version by version until it is retired' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION charting.guard_regimen()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.retired_at is not null then
    raise exception 'a retired regimen stays retired' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION charting.guard_template()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.retired_at is not null or new.version <> old.version + 1 then
    raise exception 'a template changes version by version until it is retired' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION clin.first_in_force(clinic uuid, note uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select f.id from clin.first_signature f
  where f.clinic_id = clinic and f.note_id = note
    and not exists (select from clin.returned_document r where r.clinic_id = f.clinic_id and r.first_id = f.id)
  order by f.signed_at desc, f.id desc
  limit 1
$function$

CREATE OR REPLACE FUNCTION clin.guard_answers()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.answers is distinct from old.answers then
    raise exception 'what a document answers does not change' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION clin.guard_attachment()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not clin.is_of_patient(new.patient_id, new.encounter_id, new.note_id) then
    raise exception 'the visit or the document is of another patient' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION clin.guard_attachment_part()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from clin.attachment a
  where a.clinic_id = new.clinic_id and a.id = new.attachment_id and new.number <= a.parts;
  if not found then
    raise exception 'a part of no file' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION clin.guard_child()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from clin.note n
  where n.clinic_id = new.clinic_id and n.id = new.note_id
    and ((n.state = 'draft' and (session_user <> 'amate_clinician' or n.author_id = auth.person()))
      or (n.state = 'waiting' and exists (
        select from clin.second_signature s
        where s.clinic_id = n.clinic_id and s.note_id = n.id and (session_user <> 'amate_clinician' or s.signer_id = auth.person()))));
  if not found then
    raise exception 'the note is no draft of this person' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION clin.guard_discard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.discarded_at is null then
    raise exception 'a draft is put aside with its reason' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION clin.guard_encounter()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.status = 'closed'
    or (new.clinic_id, new.id, new.patient_id, new.practitioner_id, new.appointment_id, new.kind, new.started_at)
       is distinct from
       (old.clinic_id, old.id, old.patient_id, old.practitioner_id, old.appointment_id, old.kind, old.started_at)
  then
    raise exception 'an encounter only ever closes' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION clin.guard_first_signature()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from clin.note n
  where n.clinic_id = new.clinic_id and n.id = new.note_id and n.state = 'draft' and n.author_id = new.author_id and n.version = new.note_version;
  if not found or clin.first_in_force(new.clinic_id, new.note_id) is not null then
    raise exception 'a first signature is its author''s, of a draft as it stands' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION clin.guard_note()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if old.state not in ('draft', 'waiting')
    or (new.clinic_id, new.id, new.encounter_id, new.patient_id, new.kind, new.amends, new.author_id, new.created_at)
       is distinct from
       (old.clinic_id, old.id, old.encounter_id, old.patient_id, old.kind, old.amends, old.author_id, old.created_at)
    or new.version < old.version
  then
    raise exception 'only a draft may change, and only its words' using errcode = 'AM001';
  end if;
  if old.state = 'waiting' then
    if new.state not in ('draft', 'signed')
      or (new.version, new.last_save, new.saved_at, new.consent_id) is distinct from (old.version, old.last_save, old.saved_at, old.consent_id)
      or (new.state = 'draft' and (new.content is distinct from old.content or clin.first_in_force(new.clinic_id, new.id) is not null))
      or (new.state = 'signed' and not exists (select from clin.second_signature s where s.clinic_id = new.clinic_id and s.note_id = new.id))
    then
      raise exception 'what waits for a second signature changes by that signature or by being returned' using errcode = 'AM001';
    end if;
  elsif new.state = 'waiting' then
    perform from clin.first_signature f
    where f.clinic_id = new.clinic_id and f.id = clin.first_in_force(new.clinic_id, new.id) and f.note_version = new.version;
    if not found or new.content is distinct from old.content or new.consent_id is distinct from old.consent_id then
      raise exception 'a note waits by its first signature alone' using errcode = 'AM001';
    end if;
  end if;
  if new.state = 'signed' then
    perform from clin.signed_note s where s.clinic_id = new.clinic_id and s.note_id = new.id;
    if not found then
      raise exception 'a note is signed by its signature alone' using errcode = 'AM001';
    end if;
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION clin.guard_observation()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from clin.encounter e
  where e.clinic_id = new.clinic_id and e.id = new.encounter_id and e.patient_id = new.patient_id and e.status = 'open' and e.kind = 'emergency'
    and (new.step = 'begun' or exists (
      select from clin.observation_step o where o.clinic_id = e.clinic_id and o.encounter_id = e.id and o.step = 'begun' and o.taken_at <= new.taken_at));
  if not found then
    raise exception 'observation is of an open emergency encounter, and ends once it began' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION clin.guard_request_step()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.step <> 'delivered' then
    return new;
  end if;
  perform from clin.record_request_step s
  where s.clinic_id = new.clinic_id and s.request_id = new.request_id and s.step = 'granted';
  if not found then
    raise exception 'only what was granted is delivered' using errcode = 'AM001';
  end if;
  perform from clin.record_request r
  where r.clinic_id = new.clinic_id and r.id = new.request_id and (r.wants = 'clinical-summary') = (new.note_id is not null);
  if not found then
    raise exception 'a request for a summary is answered with a summary, and no other is' using errcode = 'AM001';
  end if;
  if new.note_id is not null then
    perform from clin.signed_note n
    where n.clinic_id = new.clinic_id and n.note_id = new.note_id and n.kind = 'clinical-summary'
      and n.patient_id in (select clin.trail_of(new.clinic_id, new.patient_id));
    if not found then
      raise exception 'no summary of this patient' using errcode = 'AM001';
    end if;
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION clin.guard_returned()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from clin.note n
  where n.clinic_id = new.clinic_id and n.id = new.note_id and n.state = 'waiting' and n.author_id <> new.returned_by
    and clin.first_in_force(n.clinic_id, n.id) = new.first_id;
  if not found then
    raise exception 'only what waits is returned, and not by its author' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION clin.guard_revocation()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from clin.signed_note s where s.clinic_id = new.clinic_id and s.note_id = new.consent_id and s.kind = 'consent';
  if not found then
    raise exception 'only a signed consent is revoked' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION clin.guard_second_signature()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from clin.note n
  where n.clinic_id = new.clinic_id and n.id = new.note_id and n.state = 'waiting' and n.author_id <> new.signer_id
    and clin.first_in_force(n.clinic_id, n.id) = new.first_id;
  if not found or not org.may_supervise(new.clinic_id, new.signer_id) then
    raise exception 'a second signature is of what waits, by another physician who may sign alone' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION clin.guard_signature()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from clin.note n
  where n.clinic_id = new.clinic_id and n.id = new.note_id and n.encounter_id = new.encounter_id and n.kind = new.kind
    and n.amends is not distinct from new.amends and n.author_id = new.author_id;
  if not found then
    raise exception 'the signature is of another note' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION clin.guard_summary_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if new.version = 1 then
    return new;
  end if;
  perform from clin.summary_version v
  where v.clinic_id = new.clinic_id and v.item_id = new.item_id and v.version = new.version - 1
    and v.patient_id = new.patient_id and v.kind = new.kind;
  if not found then
    raise exception 'a version follows the one before it, of the same patient and kind' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION clin.is_completed_by(clinic uuid, note uuid, person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (select from clin.second_signature s where s.clinic_id = clinic and s.note_id = note and s.signer_id = person)
$function$

CREATE OR REPLACE FUNCTION clin.is_document_kind(kind text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select kind in (
    'evolution', 'addendum', 'history', 'interconsultation-request', 'interconsultation-answer', 'referral', 'counter-referral',
    'emergency-initial', 'emergency-evolution', 'admission', 'daily', 'preoperative', 'preanaesthetic', 'postoperative', 'discharge',
    'nursing-sheet', 'auxiliary-report', 'consent', 'emergency-treatment', 'voluntary-discharge', 'prosecutor-notice',
    'epidemiological-death-report', 'death', 'fetal-death', 'clinical-summary', 'free')
$function$

CREATE OR REPLACE FUNCTION clin.is_of_patient(patient uuid, encounter uuid, note uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select
    (is_of_patient.encounter is null or exists (
      select from clin.encounter e
      where e.clinic_id = auth.clinic() and e.id = is_of_patient.encounter and e.patient_id in (select clin.trail_of(auth.clinic(), is_of_patient.patient))))
    and (is_of_patient.note is null or exists (
      select from clin.note n
      where n.clinic_id = auth.clinic() and n.id = is_of_patient.note and n.patient_id in (select clin.trail_of(auth.clinic(), is_of_patient.patient))))
$function$

CREATE OR REPLACE FUNCTION clin.may_write(kind text, amends uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select auth.role_now() = 'physician'
    or (auth.role_now() = 'nurse' and (
      kind = 'nursing-sheet'
      or (kind = 'addendum' and exists (
        select from clin.note o where o.clinic_id = auth.clinic() and o.id = amends and o.kind = 'nursing-sheet'))))
$function$

CREATE OR REPLACE FUNCTION clin.reads_record()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select session_user <> 'amate_clinician' or auth.role_now() in ('physician', 'nurse')
$function$

CREATE OR REPLACE FUNCTION clin.refuse_removal()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'rows of %.% are never removed', tg_table_schema, tg_table_name using errcode = 'AM001';
end $function$

CREATE OR REPLACE FUNCTION clin.require_step_taken()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  state_now text;
begin
  select n.state into state_now from clin.note n where n.clinic_id = new.clinic_id and n.id = new.note_id;
  if (tg_argv[0] = 'not-draft' and state_now = 'draft' and clin.first_in_force(new.clinic_id, new.note_id) is not null)
    or (tg_argv[0] = 'signed' and state_now <> 'signed')
    or (tg_argv[0] = 'draft' and state_now = 'waiting' and clin.first_in_force(new.clinic_id, new.note_id) is null)
  then
    raise exception 'the note did not take the step with its row' using errcode = 'AM001';
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION clin.require_whole_attachment()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if (select count(*) from clin.attachment_part p where p.clinic_id = new.clinic_id and p.attachment_id = new.id) <> new.parts then
    raise exception 'a file is stored whole or not at all' using errcode = 'AM001';
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION clin.restrict_reading(target regclass)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  execute format('create policy readers on %s as restrictive for select to amate_clinician using ((select clin.reads_record()))', target);
end $function$

CREATE OR REPLACE FUNCTION clin.trail_of(clinic uuid, patient uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with recursive trail as (
    select trail_of.patient as id
    union
    select p.id
    from trail t
    join front.patient p on p.clinic_id = trail_of.clinic and p.merged_into = t.id
  )
  select id from trail
$function$

CREATE OR REPLACE FUNCTION front.clinics_with_patients()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select c.clinic_id from front.patient_counter c order by c.clinic_id
$function$

CREATE OR REPLACE FUNCTION front.keep_exception()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'DELETE' or old.ended_at is not null or new.ended_at is null
    or (new.clinic_id, new.id, new.patient_id, new.cause, new.began_at, new.recorded_by)
       is distinct from
       (old.clinic_id, old.id, old.patient_id, old.cause, old.began_at, old.recorded_by) then
    raise exception 'a privacy exception is only ended, and once' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION front.keep_merge()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'DELETE' or old.undone_at is not null or new.undone_at is null
    or (new.clinic_id, new.id, new.kept_id, new.merged_id, new.reason, new.at, new.by_person)
       is distinct from
       (old.clinic_id, old.id, old.kept_id, old.merged_id, old.reason, old.at, old.by_person) then
    raise exception 'a merge is only undone, and once' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION front.keep_sticky_note()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'DELETE' or old.dismissed_at is not null or new.dismissed_at is null
    or (new.clinic_id, new.id, new.patient_id, new.words, new.written_by, new.written_at)
       is distinct from
       (old.clinic_id, old.id, old.patient_id, old.words, old.written_by, old.written_at) then
    raise exception 'a sticky note is only dismissed, and once' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION front.next_record_number()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  clinic uuid := auth.clinic();
  given bigint;
begin
  if clinic is null then
    raise exception 'no clinic in this transaction' using errcode = 'AM002';
  end if;
  insert into front.patient_counter as c (clinic_id, last_number)
  values (clinic, 1)
  on conflict (clinic_id) do update set last_number = c.last_number + 1
  returning c.last_number into given;
  return given;
end $function$

CREATE OR REPLACE FUNCTION front.note_agenda_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  zone text;
begin
  select c.time_zone into zone from org.clinic c where c.clinic_id = new.clinic_id;
  zone := coalesce(zone, 'America/Mexico_City');
  perform pg_notify('agenda_changed', new.clinic_id::text || ' ' || (new.starts_at at time zone zone)::date::text);
  if tg_op = 'UPDATE' and old.starts_at is distinct from new.starts_at then
    perform pg_notify('agenda_changed', new.clinic_id::text || ' ' || (old.starts_at at time zone zone)::date::text);
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION front.note_patient_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.changed_at := clock_timestamp();
  perform pg_notify('patient_changed', to_char(new.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
  return new;
end $function$

CREATE OR REPLACE FUNCTION front.patients_changed_at(instants timestamp with time zone[])
 RETURNS TABLE(clinic_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.clinic_id, p.id
  from front.patient p
  where p.changed_at = any(instants)
$function$

CREATE OR REPLACE FUNCTION front.patients_changed_within(seconds integer)
 RETURNS TABLE(clinic_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select p.clinic_id, p.id
  from front.patient p
  where p.changed_at > clock_timestamp() - make_interval(secs => seconds)
  order by p.changed_at
$function$

CREATE OR REPLACE FUNCTION front.require_ground()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not exists (select from front.privacy_consent c where c.clinic_id = new.clinic_id and c.patient_id = new.id)
    and not exists (select from front.privacy_exception e where e.clinic_id = new.clinic_id and e.patient_id = new.id) then
    raise exception 'a patient needs privacy consent or a recorded exception' using errcode = 'AM003';
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION jobs.enqueue(task text, payload jsonb, job_key text, run_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  clinic text := auth.clinic()::text;
begin
  if session_user <> 'amate_worker'
    and (clinic is null or enqueue.payload ->> 'clinicId' is distinct from clinic or enqueue.job_key is distinct from enqueue.task || ':' || clinic) then
    raise exception 'a job is for the clinic that enqueues it' using errcode = 'AM002';
  end if;
  perform queue.add_job(
    identifier => enqueue.task,
    payload => enqueue.payload::json,
    job_key => enqueue.job_key,
    run_at => coalesce(enqueue.run_at, now()));
end $function$

CREATE OR REPLACE FUNCTION keys.clinics()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select distinct k.clinic_id from keys.clinic_key k order by 1
$function$

CREATE OR REPLACE FUNCTION org.await_acceptance()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  new.accepted_at := case
    when session_user = 'amate_admin' and (
      exists (select from auth.account a where a.id = new.account_id and a.password_hash is not null)
      or exists (select from auth.passkey p where p.account_id = new.account_id)
      or exists (select from org.staff_member s where s.account_id = new.account_id)
    ) then null
    else now()
  end;
  return new;
end $function$

CREATE OR REPLACE FUNCTION org.may_supervise(clinic uuid, person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select not org.needs_supervisor(clinic, person)
    and exists (select from org.staff_member s where s.clinic_id = clinic and s.id = person and s.active)
    and exists (select from org.membership m where m.clinic_id = clinic and m.person_id = person and m.role = 'physician' and m.active)
    and exists (select from org.licence l where l.clinic_id = clinic and l.person_id = person and l.kind = 'profession' and l.verified_at is not null and l.withdrawn_at is null)
$function$

CREATE OR REPLACE FUNCTION org.needs_supervisor(clinic uuid, person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce((
    select s.grade <> 'none' from org.supervision s
    where s.clinic_id = clinic and s.person_id = person
    order by s.recorded_at desc, s.id desc
    limit 1), false)
$function$

CREATE OR REPLACE FUNCTION org.refuse_second_attestation()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if old.verified_at is not null and (new.verified_at, new.verified_by, new.verification_method, new.evidence_sha256, new.verification_note, new.self_attested)
    is distinct from (old.verified_at, old.verified_by, old.verification_method, old.evidence_sha256, old.verification_note, old.self_attested) then
    raise exception 'an attested licence is not attested again' using errcode = 'AM001';
  end if;
  if old.withdrawn_at is not null then
    raise exception 'a withdrawn licence does not change' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION pharmacy.dispense(token_sha256 bytea, act jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  copy rx.public_copy;
  signed rx.signed;
  before pharmacy.dispensing;
  reason text;
  new_id uuid := gen_random_uuid();
  digest bytea := sha256(convert_to((act - 'void_secret_sha256')::text, 'UTF8'));
begin
  select c.* into copy from rx.public_copy c where c.token_sha256 = dispense.token_sha256;
  if not found then
    return jsonb_build_object('outcome', 'unknown');
  end if;
  -- the same lock as whoever cancels or replaces it
  perform pg_advisory_xact_lock(hashtextextended(copy.prescription_id::text, 27));
  select s.* into signed from rx.signed s where s.clinic_id = copy.clinic_id and s.prescription_id = copy.prescription_id;
  select d.* into before from pharmacy.dispensing d
  where d.clinic_id = copy.clinic_id and d.prescription_id = copy.prescription_id and d.request_id = (act ->> 'request_id')::uuid;
  if found then
    return case when before.request_sha256 = digest
      then jsonb_build_object('outcome', 'replayed', 'id', before.id)
      else jsonb_build_object('outcome', 'refused', 'reason', 'request-differs') end;
  end if;
  reason := pharmacy.refusal(copy.clinic_id, copy.prescription_id, act -> 'items', (act ->> 'retained')::boolean);
  if reason is not null then
    perform pharmacy.note(copy.clinic_id, 'dispensing-refused', copy.prescription_id, signed.patient_id, jsonb_build_object('reason', reason));
    return jsonb_build_object('outcome', 'refused', 'reason', reason);
  end if;
  perform set_config('amate.purpose', 'care', true), set_config('amate.cause', 'printed-code', true);
  insert into pharmacy.dispensing (clinic_id, id, prescription_id, patient_id, request_id, request_sha256, by_kind, licence, by_name, establishment, address, retained, dispensed_on, void_secret_sha256)
  select
    copy.clinic_id, new_id, copy.prescription_id, signed.patient_id, (act ->> 'request_id')::uuid, digest, act ->> 'by_kind', act ->> 'licence', act ->> 'by_name', act ->> 'establishment',
    act ->> 'address', (act ->> 'retained')::boolean, (now() at time zone c.time_zone)::date, decode(act ->> 'void_secret_sha256', 'hex')
  from org.clinic c
  where c.clinic_id = copy.clinic_id;
  insert into pharmacy.item (clinic_id, dispensing_id, prescription_id, patient_id, line, fill, quantity, brand, lot, expires_on, acquired_on)
  select copy.clinic_id, new_id, copy.prescription_id, signed.patient_id, i.line, l.fill, i.quantity, i.brand, i.lot, i.expires_on, i.acquired_on
  from jsonb_to_recordset(act -> 'items') as i (line integer, quantity numeric, brand text, lot text, expires_on date, acquired_on date)
  join pharmacy.lines_of(copy.clinic_id, copy.prescription_id) l on l.line = i.line;
  return jsonb_build_object('outcome', 'done', 'id', new_id);
end $function$

CREATE OR REPLACE FUNCTION pharmacy.find(token_sha256 bytea)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  copy rx.public_copy;
  signed rx.signed;
begin
  select c.* into copy from rx.public_copy c where c.token_sha256 = find.token_sha256;
  if not found then
    return null;
  end if;
  select s.* into signed from rx.signed s where s.clinic_id = copy.clinic_id and s.prescription_id = copy.prescription_id;
  perform pharmacy.note(copy.clinic_id, 'prescription-verified', copy.prescription_id, signed.patient_id, '{}'::jsonb);
  return jsonb_build_object(
    'clinicId', copy.clinic_id, 'prescriptionId', copy.prescription_id, 'sealed', encode(copy.sealed, 'base64'),
    'payloadSha256', encode(signed.payload_sha256, 'hex'), 'payloadSignature', encode(signed.payload_signature, 'base64'), 'certificate', encode(signed.certificate, 'base64'),
    'signedAt', signed.signed_at, 'standing', pharmacy.standing(copy.clinic_id, copy.prescription_id),
    'constancia', (
      select jsonb_build_object('kind', k.kind, 'status', k.status)
      from rx.constancia k
      where k.clinic_id = copy.clinic_id and k.prescription_id = copy.prescription_id
      order by k.kind = 'nom-151' desc, k.status = 'issuer-trusted' desc
      limit 1),
    'lines', (
      select jsonb_agg(jsonb_build_object(
        'line', l.line, 'unit', l.unit, 'perFill', l.per_fill, 'packs', l.packs, 'fills', l.fills, 'fraction', l.fraction, 'isAntibiotic', l.is_antibiotic, 'handed', l.handed, 'fill', l.fill, 'due', l.due)
        order by l.line)
      from pharmacy.lines_of(copy.clinic_id, copy.prescription_id) l),
    'dispensings', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', d.id, 'on', d.dispensed_on, 'establishment', d.establishment, 'isVoid', v.dispensing_id is not null,
        'items', (select jsonb_agg(jsonb_build_object('line', i.line, 'quantity', i.quantity) order by i.line) from pharmacy.item i where i.clinic_id = d.clinic_id and i.dispensing_id = d.id))
        order by d.recorded_at), '[]'::jsonb)
      from pharmacy.dispensing d
      left join pharmacy.voiding v on v.clinic_id = d.clinic_id and v.dispensing_id = d.id
      where d.clinic_id = copy.clinic_id and d.prescription_id = copy.prescription_id));
end $function$

CREATE OR REPLACE FUNCTION pharmacy.handed_over(clinic uuid, prescription uuid, line integer)
 RETURNS numeric
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select coalesce(sum(i.quantity), 0)
  from pharmacy.item i
  where i.clinic_id = handed_over.clinic and i.prescription_id = handed_over.prescription and i.line = handed_over.line
    and not exists (select from pharmacy.voiding v where v.clinic_id = i.clinic_id and v.dispensing_id = i.dispensing_id)
$function$

CREATE OR REPLACE FUNCTION pharmacy.lines_of(clinic uuid, prescription uuid)
 RETURNS TABLE(line integer, unit text, per_fill numeric, packs integer, fills integer, fraction text, is_antibiotic boolean, handed numeric, fill integer, due numeric)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select
    l.line, l.unit, l.per_fill, l.packs, l.fills, l.fraction, l.is_antibiotic, h.handed,
    least(floor(h.handed / l.per_fill)::integer + 1, l.fills),
    case when h.handed >= l.per_fill * l.fills then 0 else l.per_fill * (floor(h.handed / l.per_fill) + 1) - h.handed end
  from rx.signed_line l
  cross join lateral (select pharmacy.handed_over(l.clinic_id, l.prescription_id, l.line) as handed) h
  where l.clinic_id = lines_of.clinic and l.prescription_id = lines_of.prescription
  order by l.line
$function$

CREATE OR REPLACE FUNCTION pharmacy.note(clinic uuid, action text, entity uuid, patient uuid, detail jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  insert into audit.pending (id, clinic_id, person_id, session_id, role, purpose, cause, action, outcome, entity, entity_id, patient, detail)
  values (
    gen_random_uuid(), note.clinic, null, null, 'pharmacy', 'care', 'printed-code', note.action, 'ok', 'rx.signed', note.entity,
    audit.pseudonym_of(note.clinic, note.patient), note.detail);
end $function$

CREATE OR REPLACE FUNCTION pharmacy.progress(prescriptions uuid[])
 RETURNS TABLE(prescription_id uuid, state text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.prescription_id,
    case
      when not exists (select from pharmacy.lines_of(s.clinic_id, s.prescription_id) l where l.due > 0) then 'exhausted'
      when s.valid_until < (now() at time zone c.time_zone)::date then 'expired'
      when exists (select from pharmacy.lines_of(s.clinic_id, s.prescription_id) l where l.handed > 0) then 'partly'
      else 'none'
    end
  from rx.signed s
  join org.clinic c on c.clinic_id = s.clinic_id
  where s.clinic_id = auth.clinic() and clin.reads_record() and s.prescription_id = any(progress.prescriptions)
$function$

CREATE OR REPLACE FUNCTION pharmacy.refusal(clinic uuid, prescription uuid, items jsonb, retained boolean)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  reason text := pharmacy.standing(clinic, prescription);
  today date;
begin
  select (now() at time zone c.time_zone)::date into today from org.clinic c where c.clinic_id = refusal.clinic;
  if reason is not null then
    return reason;
  end if;
  if coalesce(jsonb_array_length(items), 0) = 0 then
    return 'nothing-asked';
  end if;
  if (select count(distinct (i.value ->> 'line')) from jsonb_array_elements(items) i) < jsonb_array_length(items) then
    return 'line-twice';
  end if;
  select case
      when l.line is null then 'line-unknown'
      when not (i.quantity > 0) then 'quantity-wrong'
      when i.quantity > l.due then 'more-than-left'
      when l.fraction = 'II' and i.quantity < l.due then 'whole-fill-only'
      when l.fraction in ('I', 'II') and not refusal.retained then 'must-be-retained'
      when l.fraction = 'III' and l.fill = l.fills and l.fills > 1 and i.quantity = l.due and not refusal.retained then 'must-be-retained'
      when i.expires_on < today then 'product-expired'
    end
  into reason
  from jsonb_to_recordset(items) as i (line integer, quantity numeric, expires_on date)
  left join pharmacy.lines_of(clinic, prescription) l on l.line = i.line
  where l.line is null or not (i.quantity > 0) or i.quantity > l.due or (l.fraction = 'II' and i.quantity < l.due)
    or (l.fraction in ('I', 'II') and not refusal.retained)
    or (l.fraction = 'III' and l.fill = l.fills and l.fills > 1 and i.quantity = l.due and not refusal.retained)
    or i.expires_on < today
  order by i.line
  limit 1;
  return reason;
end $function$

CREATE OR REPLACE FUNCTION pharmacy.standing(clinic uuid, prescription uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select case
    when e.kind is not null then e.kind
    when not exists (select from pharmacy.lines_of(s.clinic_id, s.prescription_id) l where l.due > 0) then 'exhausted'
    when s.valid_until < (now() at time zone c.time_zone)::date then 'expired'
  end
  from rx.signed s
  join org.clinic c on c.clinic_id = s.clinic_id
  left join rx.ending e on e.clinic_id = s.clinic_id and e.prescription_id = s.prescription_id
  where s.clinic_id = standing.clinic and s.prescription_id = standing.prescription
$function$

CREATE OR REPLACE FUNCTION pharmacy.void(token_sha256 bytea, dispensing uuid, secret_sha256 bytea, reason text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  copy rx.public_copy;
  act pharmacy.dispensing;
begin
  select c.* into copy from rx.public_copy c where c.token_sha256 = void.token_sha256;
  if not found then
    return 'unknown';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(copy.prescription_id::text, 27));
  select d.* into act from pharmacy.dispensing d
  where d.clinic_id = copy.clinic_id and d.prescription_id = copy.prescription_id and d.id = void.dispensing;
  if not found or act.void_secret_sha256 <> void.secret_sha256 then
    return 'code-wrong';
  end if;
  if exists (select from pharmacy.voiding v where v.clinic_id = copy.clinic_id and v.dispensing_id = act.id) then
    return 'void-already';
  end if;
  perform set_config('amate.purpose', 'care', true), set_config('amate.cause', 'printed-code', true);
  insert into pharmacy.voiding (clinic_id, dispensing_id, patient_id, reason)
  values (copy.clinic_id, act.id, act.patient_id, void.reason);
  return 'done';
end $function$

CREATE OR REPLACE FUNCTION rx.guard_child()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform from rx.prescription p
  where p.clinic_id = new.clinic_id and p.id = new.prescription_id and p.state = 'draft';
  if not found then
    raise exception 'the prescription is no draft' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION rx.guard_prescription()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if old.state <> 'draft'
    or (new.clinic_id, new.id, new.patient_id, new.author_id, new.encounter_id, new.replaces, new.created_at)
       is distinct from
       (old.clinic_id, old.id, old.patient_id, old.author_id, old.encounter_id, old.replaces, old.created_at)
    or new.version < old.version
  then
    raise exception 'only a draft may change, and only its words' using errcode = 'AM001';
  end if;
  if new.state = 'signed' then
    perform from rx.signed s
    join rx.public_copy c on c.clinic_id = s.clinic_id and c.prescription_id = s.prescription_id
    where s.clinic_id = new.clinic_id and s.prescription_id = new.id;
    if not found then
      raise exception 'a prescription is signed by its signature alone' using errcode = 'AM001';
    end if;
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION rx.guard_signed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  lines integer;
  controlled integer;
  unclassified integer;
  beyond integer;
begin
  select
    count(*), count(*) filter (where l.fraction in ('I', 'II', 'III')), count(*) filter (where l.fraction is null),
    count(*) filter (where (l.fraction in ('I', 'II') and l.fills > 1) or (l.fraction = 'III' and l.fills > 3) or (l.fraction = 'II' and coalesce(l.packs, 3) > 2))
  into lines, controlled, unclassified, beyond
  from rx.signed_line l
  where l.clinic_id = new.clinic_id and l.prescription_id = new.prescription_id;
  if lines = 0 then
    raise exception 'a prescription without a line is none' using errcode = 'AM001';
  end if;
  if controlled > 0 and lines > 1 then
    raise exception 'a controlled medicine stands alone on its prescription' using errcode = 'AM001';
  end if;
  if beyond > 0 then
    raise exception 'more than the law allows of a controlled medicine' using errcode = 'AM001';
  end if;
  if new.mode <> 'IMPRESA_AUTOGRAFA' and controlled + unclassified > 0 then
    raise exception 'a controlled or unclassified medicine has its original on paper' using errcode = 'AM001';
  end if;
  if controlled > 0 and new.valid_until is null then
    raise exception 'a controlled medicine may be filled for a limited time' using errcode = 'AM001';
  end if;
  return new;
end $function$

CREATE OR REPLACE FUNCTION rx.next_folio()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  clinic uuid := auth.clinic();
  given bigint;
begin
  if clinic is null then
    raise exception 'no clinic in this transaction' using errcode = 'AM002';
  end if;
  insert into rx.folio (clinic_id, last)
  values (clinic, 1)
  on conflict (clinic_id) do update set last = rx.folio.last + 1
  returning last into given;
  return given;
end $function$

CREATE OR REPLACE FUNCTION rx.writes(prescription uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (
    select
    from rx.prescription p
    where p.clinic_id = auth.clinic() and p.id = writes.prescription and p.author_id = auth.person())
$function$

