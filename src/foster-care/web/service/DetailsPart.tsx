import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../web/ui/FormDialog.tsx';
import { Button, TextField } from '../../../web/ui/index.ts';
import type { Details } from '../../contract.ts';
import { useWrite } from '../use-foster-care.ts';
import type { BoardMatch, BoardRequest } from './board-order.ts';

const parts = ['firstNames', 'arrival', 'care', 'health', 'contactWords'] as const;
const NAMES_LENGTH = 200;
const WORDS_LENGTH = 1000;

interface DetailsPartProps {
  readonly request: BoardRequest;
  readonly match: BoardMatch | null;
}

/** What the family needs to know: written down at any time, read by it once both said yes. */
export function DetailsPart({ request, match }: DetailsPartProps) {
  const { t } = useTranslation('foster-service');
  const { t: words } = useTranslation('foster-care');
  const [isOpen, setOpen] = useState(false);
  const { details } = request;
  const said = details ? parts.filter((part) => details[part]) : [];
  const isRead = match?.state === 'CONFIRMED' || match?.state === 'STARTED';
  return (
    <section className="fs-part" aria-labelledby="fs-details">
      <h3 id="fs-details">{t('details.head')}</h3>
      <p className="fs-small">{t(isRead ? 'details.read' : 'details.hidden')}</p>
      {said.length === 0 ? <p>{t('details.none')}</p> : null}
      <dl className="fc-details">
        {said.map((part) => (
          <div key={part}>
            <dt>{words(`details.${part}`)}</dt>
            <dd>{details?.[part]}</dd>
          </div>
        ))}
      </dl>
      <div className="vp-actions vp-no-print">
        <Button onPress={() => setOpen(true)}>
          {t(said.length === 0 ? 'act.addDetails' : 'act.changeDetails')}
        </Button>
      </div>
      {isOpen ? (
        <DetailsDialog
          requestId={request.id}
          start={details ?? {}}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </section>
  );
}

interface DetailsDialogProps {
  readonly requestId: string;
  readonly start: Details;
  readonly onClose: () => void;
}

function DetailsDialog({ requestId, start, onClose }: DetailsDialogProps) {
  const { t } = useTranslation('foster-service');
  const { t: words } = useTranslation('foster-care');
  const { send, isPending, problem } = useWrite();
  const [typed, setTyped] = useState(start);
  const path = `/requests/${requestId}/details`;
  const bodyOf = (details: Details) =>
    Object.fromEntries(
      parts.flatMap((part) => {
        const text = details[part]?.trim();
        return text ? [[part, text]] : [];
      }),
    );
  const save = async () => {
    const undo = () =>
      void send({ method: 'PUT', path, body: bodyOf(start), said: t('said.undone') });
    const body = bodyOf(typed);
    if (await send({ method: 'PUT', path, body, said: t('said.details'), undo })) onClose();
  };
  return (
    <FormDialog
      title={t('details.head')}
      verb={t('form.save')}
      isWide
      {...{ isPending, problem, onClose }}
      onSave={() => void save()}
    >
      <p className="fs-small">{t('details.onlyNeeded')}</p>
      {parts.map((part) => (
        <TextField
          key={part}
          label={words(`details.${part}`)}
          value={typed[part] ?? ''}
          onChange={(text) => setTyped((before) => ({ ...before, [part]: text }))}
          rows={part === 'firstNames' ? 1 : 3}
          maxLength={part === 'firstNames' ? NAMES_LENGTH : WORDS_LENGTH}
        />
      ))}
    </FormDialog>
  );
}
