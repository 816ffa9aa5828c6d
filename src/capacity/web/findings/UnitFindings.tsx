import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../web/shell.ts';
import { Button, Dialog, Select, TextField } from '../../../web/ui/index.ts';
import type { UnitDetail } from '../../contract.ts';
import { useFindingWords } from './finding-words.ts';
import { usePlaceReports, useUnitFindings } from './use-findings.ts';
import './words.ts';
import './findings.css';

interface UnitFindingsProps {
  readonly unitId: string;
  /** With it the access team can report one of its free places. */
  readonly detail?: UnitDetail;
}

/** What is wrong or doubtful in the data of one unit; nothing where there is nothing. */
export function UnitFindings({ unitId, detail }: UnitFindingsProps) {
  const { t } = useTranslation('findings');
  const { role } = useSession();
  const { data } = useUnitFindings(unitId);
  const words = useFindingWords(data?.day ?? '');
  const { withdraw } = usePlaceReports();
  const [isOpen, setOpen] = useState(false);
  const isReporter = role === 'AT' || role === 'AS';
  const free = detail?.modules.some((row) => row.figures.free > 0) ?? false;
  if (!data || (data.findings.length === 0 && !(isReporter && free))) return null;
  return (
    <section className="fi-section" aria-label={t('unit.title')}>
      <h3>{t('unit.heading', { count: data.findings.length })}</h3>
      <ul className="fi-list">
        {data.findings.map((finding) => (
          <li key={finding.id}>
            {words.kind(finding)}
            <span className="fi-detail">
              {words.what(finding)} · {words.age(finding)} · {t(`owner.${finding.owner}`)}
            </span>
            {finding.kind === 'PLACE_NOT_REAL' && isReporter ? (
              <Button size="small" onPress={() => void withdraw(finding.subjectId, 'MENDED')}>
                {t('report.withdraw')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {isReporter && free && detail ? (
        <p className="vp-no-print">
          <Button size="small" onPress={() => setOpen(true)}>
            {t('report.open')}
          </Button>
        </p>
      ) : null}
      {isOpen && detail ? (
        <ReportDialog unitId={unitId} detail={detail} onClose={() => setOpen(false)} />
      ) : null}
    </section>
  );
}

const ANY = 'any';

interface ReportDialogProps {
  readonly unitId: string;
  readonly detail: UnitDetail;
  readonly onClose: () => void;
}

function ReportDialog({ unitId, detail, onClose }: ReportDialogProps) {
  const { t } = useTranslation('findings');
  const { report } = usePlaceReports();
  const [choice, setChoice] = useState(ANY);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const tooShort = reason.trim().length < 3;
  const freePlaces = detail.places.filter((place) => place.state === 'FREE');
  const place = freePlaces.find(({ id }) => id === choice);
  const module = place?.module ?? detail.modules.find((row) => row.figures.free > 0)?.module;
  const send = async () => {
    setAsked(true);
    if (tooShort || !module) return;
    setBusy(true);
    const done = await report({
      unitId,
      module,
      placeId: place?.id ?? null,
      reason: reason.trim(),
    });
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Dialog
      title={t('report.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="primary" onPress={() => void send()} isPending={busy}>
            {t('report.send')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {t('report.cancel')}
          </Button>
        </>
      }
    >
      <div className="fi-form">
        <p>{t('report.words')}</p>
        <Select
          label={t('report.place')}
          choices={[
            { id: ANY, label: t('report.anyPlace') },
            ...freePlaces.map(({ id, label }) => ({ id, label: t('list.place', { label }) })),
          ]}
          value={choice}
          onChange={setChoice}
        />
        <TextField
          label={t('report.reason')}
          help={t('report.reasonHelp')}
          value={reason}
          onChange={setReason}
          rows={3}
          maxLength={500}
          isRequired
          error={asked && tooShort ? t('report.reasonShort') : null}
        />
      </div>
    </Dialog>
  );
}
