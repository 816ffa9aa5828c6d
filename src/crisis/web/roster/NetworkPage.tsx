import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../web/Answered.tsx';
import { addDays, dayOf, formatDay } from '../../../web/i18n/format.ts';
import { useNow } from '../../../web/shell.ts';
import { BarTable, Button, EmptyState, LinkButton } from '../../../web/ui/index.ts';
import { helpKinds } from '../../codes.ts';
import type { Partners } from '../../contract.ts';
import { useAnewOn, useAsked } from '../use-crisis.ts';
import { EndPledgeDialog, PartnerDialog, PledgeDialog } from './NetworkDialogs.tsx';
import '../beds/words.ts';
import './words.ts';
import '../crisis.css';

type Partner = Partners['rows'][number];
type Pledge = Partner['pledges'][number];
type Doing =
  | { readonly do: 'partner' }
  | { readonly do: 'pledge'; readonly partner: Partner }
  | { readonly do: 'end'; readonly partner: Partner; readonly pledge: Pledge };

/** Days before its end from which a pledge is told of. */
const SOON_DAYS = 60;

/** Who pledged what to the desk, paid how and until when; what ends soon stands first. */
export function NetworkPage() {
  const { t } = useTranslation('crisis-roster');
  const { t: c } = useTranslation('crisis');
  const { t: b } = useTranslation('crisis-beds');
  const query = useAsked<Partners>('/partners');
  const [doing, setDoing] = useState<Doing | null>(null);
  useAnewOn('crisis');
  return (
    <div className="cr-page">
      <header className="cr-head">
        <h1>{t('network.title')}</h1>
        <div className="vp-actions vp-no-print">
          <Button look="primary" onPress={() => setDoing({ do: 'partner' })}>
            {t('network.addPartner')}
          </Button>
          <LinkButton href="/crisis/bedden">{b('look')}</LinkButton>
          <Button onPress={() => window.print()}>{c('desk.print')}</Button>
        </div>
      </header>
      <Answered query={query} failed={t('network.failed')} mend={c('desk.failedMend')} lines={12}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState level={2} title={t('network.none')}>
              {t('network.noneNext')}
            </EmptyState>
          ) : (
            <>
              <Soon rows={rows} />
              <Picture rows={rows} />
              <div className="cr-partners">
                {rows.map((partner) => (
                  <PartnerPart key={partner.id} partner={partner} onDo={setDoing} />
                ))}
              </div>
            </>
          )
        }
      </Answered>
      {doing ? <Dialogs doing={doing} onClose={() => setDoing(null)} /> : null}
    </div>
  );
}

function Dialogs({ doing, onClose }: { readonly doing: Doing; readonly onClose: () => void }) {
  if (doing.do === 'partner') return <PartnerDialog onClose={onClose} />;
  if (doing.do === 'pledge') return <PledgeDialog partner={doing.partner} onClose={onClose} />;
  return <EndPledgeDialog partner={doing.partner} pledge={doing.pledge} onClose={onClose} />;
}

/** What ends within two months, the first first. */
function Soon({ rows }: { readonly rows: readonly Partner[] }) {
  const { t } = useTranslation('crisis-roster');
  const { t: c } = useTranslation('crisis');
  const limit = addDays(dayOf(useNow()), SOON_DAYS);
  const soon = rows
    .flatMap(({ name, pledges }) => pledges.map((pledge) => ({ name, ...pledge })))
    .filter(({ until }) => until !== null && until <= limit)
    .toSorted((a, b) => a.until!.localeCompare(b.until!));
  return (
    <section className="cr-part" aria-labelledby="cr-soon">
      <h2 id="cr-soon">
        {t('network.soon')} <span className="cr-count">{soon.length}</span>
      </h2>
      {soon.length === 0 ? <p className="vp-muted">{t('network.noneSoon')}</p> : null}
      <ul className="cr-lines">
        {soon.map(({ id, name, kind, places, until }) => (
          <li key={id}>
            <span>
              <b>{name}</b>: {c(`code.help.${kind}`)}, {t('network.places', { count: places })},{' '}
              <b className="cr-clock" data-tone="today">
                {t('network.lastDay', { day: formatDay(addDays(until!, -1)) })}
              </b>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How much of what is pledged today is taken, by kind of help. */
function Picture({ rows }: { readonly rows: readonly Partner[] }) {
  const { t } = useTranslation('crisis-roster');
  const { t: c } = useTranslation('crisis');
  const today = dayOf(useNow());
  const pledges = rows.flatMap((row) => row.pledges).filter(({ from }) => from <= today);
  return (
    <section className="cr-part" aria-labelledby="cr-taken">
      <h2 id="cr-taken">{t('network.picture')}</h2>
      <BarTable
        caption={t('network.picture')}
        labelHeader={t('network.kind')}
        valueHeader={t('network.taken')}
        rows={helpKinds.map((kind) => {
          const of = pledges.filter((pledge) => pledge.kind === kind);
          const places = of.reduce((sum, pledge) => sum + pledge.places, 0);
          const taken = of.reduce((sum, pledge) => sum + pledge.taken, 0);
          return {
            id: kind,
            label: c(`code.help.${kind}`),
            value: places,
            part: taken,
            words: t('network.takenOf', { taken, places }),
          };
        })}
      />
    </section>
  );
}

interface PartnerPartProps {
  readonly partner: Partner;
  readonly onDo: (doing: Doing) => void;
}

function PartnerPart({ partner, onDo }: PartnerPartProps) {
  const { t } = useTranslation('crisis-roster');
  const { id, name, sector, phone, nightPhone, pledges } = partner;
  return (
    <section className="cr-part" aria-labelledby={`cr-partner-${id}`}>
      <h2 id={`cr-partner-${id}`}>{name}</h2>
      <p className="cr-small">
        {[
          t(`sector.${sector}`),
          phone ? t('network.phone', { phone }) : null,
          nightPhone ? t('network.nightPhone', { phone: nightPhone }) : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {pledges.length === 0 ? <p>{t('network.noPledge')}</p> : null}
      <ul className="cr-lines">
        {pledges.map((pledge) => (
          <li key={pledge.id}>
            <PledgeWords pledge={pledge} />
            <Button
              size="small"
              className="vp-no-print"
              label={t('network.endOf', { name })}
              onPress={() => onDo({ do: 'end', partner, pledge })}
            >
              {t('network.end')}
            </Button>
          </li>
        ))}
      </ul>
      <div className="vp-no-print">
        <Button
          label={t('network.addPledgeOf', { name })}
          onPress={() => onDo({ do: 'pledge', partner })}
        >
          {t('network.addPledge')}
        </Button>
      </div>
    </section>
  );
}

function PledgeWords({ pledge }: { readonly pledge: Pledge }) {
  const { t } = useTranslation('crisis-roster');
  const { t: c } = useTranslation('crisis');
  const today = dayOf(useNow());
  const { kind, places, taken, funding, from, until, ageMin, ageMax, outOfHours } = pledge;
  return (
    <span>
      <b>{c(`code.help.${kind}`)}</b>, {t('network.takenOf', { taken, places })}
      <span className="cr-small">
        {[
          t(`funding.${funding}`),
          from > today ? t('network.from', { day: formatDay(from) }) : null,
          until === null
            ? t('network.open')
            : t('network.lastDay', { day: formatDay(addDays(until, -1)) }),
          c('form.ages', { from: ageMin, to: ageMax }),
          outOfHours ? null : t('network.officeHours'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </span>
  );
}
