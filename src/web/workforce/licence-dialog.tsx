import { Button } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { PersonId } from '#kernel/ids.ts';
import type { Licence } from '#modules/workforce/contract.ts';
import { call } from '../api/call.ts';
import { Dialog, DialogActions } from '../design/dialog.tsx';
import { Notice } from '../design/severity.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { addLicence, renewLicence } from './api.ts';
import { certificateOf, emptyLicence, licenceFaults, licenceOf } from './licence-draft.ts';
import { LicenceFields } from './licence-fields.tsx';
import { staffMessages } from './messages.ts';
import { useAct } from './use-staff.ts';

type LicenceProps = { readonly personId: PersonId; readonly renews: Licence | null; readonly onClose: () => void };

const LicenceForm = ({ personId, renews, onClose }: LicenceProps) => {
  const t = useText(staffMessages);
  const [draft, setDraft] = useState(renews === null ? emptyLicence : { ...emptyLicence, kind: renews.kind, council: renews.council ?? '' });
  const [wasTried, setTried] = useState(false);
  const faults = licenceFaults(draft, renews !== null);
  const saving = useAct(
    () => (renews === null
      ? call(addLicence, { params: { personId }, body: licenceOf(draft) })
      : call(renewLicence, { params: { personId, licenceId: renews.id }, body: certificateOf(draft) })),
    () => { onClose(); toast.done(t(renews === null ? 'licence.added' : 'renew.done')); },
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length === 0) saving.mutate(undefined);
  };
  return (
    <form noValidate onSubmit={submit}>
      <LicenceFields draft={draft} onChange={setDraft} faults={wasTried ? faults : {}} isRenewal={renews !== null} />
      {saving.error === null ? null : <Notice severity="critical" live>{saving.error.message}</Notice>}
      <DialogActions><Button type="submit" loading={saving.isPending}>{t('save')}</Button></DialogActions>
    </form>
  );
};

/** Enters a cédula, or the new certificate of a specialty. */
export const LicenceDialog = ({ opened, ...rest }: LicenceProps & { readonly opened: boolean }) => {
  const t = useText(staffMessages);
  return <Dialog opened={opened} onClose={rest.onClose} title={t(rest.renews === null ? 'licence.add' : 'renew')} size="lg"><LicenceForm {...rest} /></Dialog>;
};
