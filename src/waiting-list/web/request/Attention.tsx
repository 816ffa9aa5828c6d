import { useTranslation } from 'react-i18next';
import { Button, Icon } from '../../../web/ui/index.ts';
import type { ListRow } from '../../contract.ts';
import { missing } from '../../directable.ts';
import { useToday } from '../code-words.ts';
import type { Act, PartProps } from './acts.ts';
import { Part } from './Part.tsx';

type Flag = ListRow['attention'][number];

/** The act that mends what asks for attention; none where somebody else must. */
function mendOf(flag: Flag, { assessments }: PartProps['detail']): Act | null {
  if (flag === 'REVIEW_DUE') return { kind: 'review' };
  if (flag === 'SECOND_WORKER') {
    const [latest] = assessments;
    return latest && !latest.mine ? { kind: 'confirm', assessment: latest } : null;
  }
  if (flag === 'UNSAFE_WITHOUT_ANSWER' || flag === 'DECISION_ENDS' || flag === 'CONSENT_MISSING')
    return { kind: 'change' };
  return { kind: 'assess' };
}

/** What asks for somebody's eye, and what is missing to be directed, each with the act that mends it. */
export function Attention({ detail, act }: PartProps) {
  const { t } = useTranslation('waiting-list');
  const today = useToday();
  const { row, request, mayChange } = detail;
  const lacks = missing({ ...request, ...row, wishes: request.wishes.length }, today);
  return (
    <Part title={t('request.attention.title')}>
      {row.attention.length === 0 ? (
        <p className="vp-muted">{t('request.attention.none')}</p>
      ) : (
        <ul className="wl-asks">
          {row.attention.map((flag) => {
            const mend = mendOf(flag, detail);
            return (
              <li key={flag} data-urgent={flag === 'UNSAFE_WITHOUT_ANSWER' ? '' : undefined}>
                <span className="wl-ask-words">
                  <Icon name="warning" />
                  {t(`codes.attention.${flag}`)}
                </span>
                {mayChange && mend ? (
                  <Button size="small" onPress={() => act(mend)}>
                    {t(`request.attention.${flag}`)}
                  </Button>
                ) : null}
                {mayChange && !mend ? (
                  <span className="wl-small">{t('request.attention.colleague')}</span>
                ) : null}
              </li>
            );
          })}
        </ul>
      )}
      {lacks.length === 0 ? (
        <p className="wl-good">
          <Icon name="check" />
          {t('request.attention.nothingMissing')}
        </p>
      ) : (
        <>
          <h3>{t('request.attention.missing')}</h3>
          <ul className="wl-list">
            {lacks.map((code) => (
              <li key={code}>{t(`codes.missing.${code}`)}</li>
            ))}
          </ul>
          {mayChange ? (
            <Button size="small" onPress={() => act({ kind: 'change' })}>
              {t('request.wanted.change')}
            </Button>
          ) : null}
        </>
      )}
    </Part>
  );
}
