import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type Column, DataTable, LinkButton, type Sort } from '../../../web/ui/index.ts';
import { usePhone } from '../../../web/use-narrow.ts';
import { useSession } from '../../../web/shell.ts';
import type { Finding } from '../../findings/contract.ts';
import { useFindingWords } from './finding-words.ts';
import { usePlaceReports } from './use-findings.ts';

interface FindingTableProps {
  readonly findings: readonly Finding[];
  readonly today: string;
}

/** Each finding with its unit, its age, who mends it, and the way there. */
export function FindingTable({ findings, today }: FindingTableProps) {
  const { t } = useTranslation('findings');
  const words = useFindingWords(today);
  const isPhone = usePhone();
  const [sort, setSort] = useState<Sort | null>(null);
  const columns: Column<Finding>[] = [
    {
      id: 'kind',
      header: t('column.kind'),
      width: isPhone ? '64%' : words.isProvider ? '38%' : '30%',
      sortBy: (each) => words.kind(each),
      cell: (each) => (
        <>
          {words.kind(each)}
          <span className="fi-detail">{words.what(each)}</span>
          {isPhone ? (
            <span className="fi-detail">
              {each.unitName}
              {words.isProvider ? null : `, ${each.providerName}`}, {words.age(each)}
            </span>
          ) : null}
        </>
      ),
    },
    {
      id: 'unit',
      header: t('column.unit'),
      width: '26%',
      isSecondary: true,
      sortBy: (each) => each.unitName,
      cell: (each) => (
        <>
          {each.unitName}
          {words.isProvider ? null : <span className="fi-detail">{each.providerName}</span>}
        </>
      ),
    },
    {
      id: 'since',
      header: t('column.since'),
      width: '6.875rem',
      isSecondary: true,
      sortBy: (each) => each.since ?? '',
      cell: (each) => (
        <>
          {words.age(each)}
          <span className="fi-detail">{words.since(each)}</span>
        </>
      ),
    },
    {
      id: 'owner',
      header: t('column.owner'),
      width: '7.5rem',
      isSecondary: true,
      sortBy: (each) => each.owner,
      cell: (each) => t(`owner.${each.owner}`),
    },
    {
      id: 'mend',
      header: t('column.mend'),
      width: isPhone ? '36%' : '10.625rem',
      cell: (each) => <Mend finding={each} today={today} />,
    },
  ];
  return (
    <DataTable
      caption={t('list.title')}
      columns={columns}
      rows={findings}
      rowId={(each) => each.id}
      sort={sort}
      onSort={setSort}
    />
  );
}

/** The one way to where a finding is mended; who reported a place takes it back here. */
function Mend({ finding, today }: { readonly finding: Finding; readonly today: string }) {
  const { t } = useTranslation('findings');
  const words = useFindingWords(today);
  const { role } = useSession();
  const { withdraw } = usePlaceReports();
  const isReporter = role === 'AT' || role === 'AS';
  return (
    <span className="fi-mend">
      <LinkButton href={words.href(finding)} size="small">
        {words.mend(finding)}
        <span className="vp-hidden">: {finding.unitName}</span>
      </LinkButton>
      {finding.kind === 'PLACE_NOT_REAL' && isReporter ? (
        <Button
          size="small"
          look="quiet"
          label={t('report.withdrawOf', { unit: finding.unitName })}
          onPress={() => void withdraw(finding.subjectId, 'MENDED')}
        >
          {t('report.withdraw')}
        </Button>
      ) : null}
    </span>
  );
}
