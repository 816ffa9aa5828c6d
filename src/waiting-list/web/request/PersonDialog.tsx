import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { type Child, ChildFields, childFaults, identityOf } from '../ChildFields.tsx';
import { useWrite } from '../use-waiting-list.ts';
import type { ActProps } from './acts.ts';

/** What is known of the child: who it is, when it was or will be born, where it lives. */
export function PersonDialog({ detail, onClose }: ActProps) {
  const { t } = useTranslation('waiting-list');
  const { send, isPending, problem } = useWrite();
  const { row, identity, request } = detail;
  const [child, setChild] = useState<Child>({
    unborn: row.unborn,
    isNamed: identity !== null,
    given: identity?.givenName ?? '',
    family: identity?.familyName ?? '',
    born: identity?.birthDate ?? `${row.bornMonth}-01`,
    number: identity?.fileNumber ?? '',
    sex: row.sex,
    municipality: request.municipalityCode,
  });
  const [isTried, setTried] = useState(false);
  const save = async () => {
    setTried(true);
    if (Object.keys(childFaults(child)).length > 0) return;
    const who = identityOf(child);
    const done = await send({
      method: 'PATCH',
      path: `/people/${row.personId}`,
      body: {
        unborn: child.unborn,
        sex: child.sex,
        municipality: child.municipality,
        ...(who ? { identity: who } : {}),
        ...(who?.birthDate ? {} : { bornMonth: child.born!.slice(0, 7) }),
      },
      said: t('person.said'),
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('person.change')}
      verb={t('form.save')}
      isWide
      isPending={isPending}
      problem={problem}
      onSave={() => void save()}
      onClose={onClose}
    >
      <ChildFields
        child={child}
        change={(part) => setChild((before) => ({ ...before, ...part }))}
        isTried={isTried}
        region={row.region}
      />
    </FormDialog>
  );
}
