import { getRouteApi } from '@tanstack/react-router';
import { Answered } from '../../web/Answered.tsx';
import { useTranslation } from 'react-i18next';
import type { Releases } from '../contract.ts';
import { Answer, ReportFiles } from './Answer.tsx';
import { FigureFilters } from './FigureFilters.tsx';
import type { FiguresSearch } from './figures-search.ts';
import { OutOfUseCharts } from './OutOfUseCharts.tsx';
import { ReleaseFrame } from './ReleaseFrame.tsx';
import { useNames, useReport } from './use-figures.ts';

const route = getRouteApi('/maandverslag');

/** The monthly report of unavailability, from released figures (R18). */
export function ReportPage() {
  const { t } = useTranslation('insight');
  const search = route.useSearch();
  return (
    <ReleaseFrame title={t('report.monthly')} asked={search.maand}>
      {(releases, month) => <Report releases={releases} month={month} />}
    </ReleaseFrame>
  );
}

function Report({ releases, month }: { readonly releases: Releases; readonly month: string }) {
  const { t } = useTranslation('insight');
  const navigate = route.useNavigate();
  const names = useNames();
  const report = useReport(month);
  const change = (part: FiguresSearch) =>
    void navigate({
      search: (before: FiguresSearch) => ({ ...before, ...part }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="vp-work">
      <div className="vp-filters">
        <FigureFilters
          releases={releases}
          month={month}
          area={null}
          names={names}
          onChange={change}
        />
        <ReportFiles path="/api/insight/unavailability/file" query={{ month }} />
      </div>
      <Answered
        query={report}
        failed={t('figures.failed')}
        mend={t('figures.failedMend')}
        lines={12}
      >
        {(data) => (
          <div className="in-sections">
            <Answer report={data} />
            <OutOfUseCharts report={data} names={names} />
          </div>
        )}
      </Answered>
    </div>
  );
}
