import { useTranslation } from 'react-i18next';
import { Button } from '../../../web/ui/index.ts';
import { useToday, useWords } from '../code-words.ts';
import type { PartProps } from './acts.ts';
import { Part } from './Part.tsx';
import { InnerLink } from '../InnerLink.tsx';

/** Brothers and sisters, whether they stay together, and how they keep in touch. */
export function Siblings({ detail, act }: PartProps) {
  const { t } = useTranslation('waiting-list');
  const words = useWords();
  const today = useToday();
  const { siblings, together, notes, mayChange } = detail;
  const plan = notes?.find(({ kind }) => kind === 'CONTACT_PLAN');
  return (
    <Part
      title={t('request.siblings.title')}
      action={
        mayChange ? (
          <Button size="small" onPress={() => act({ kind: 'siblings' })}>
            {t('request.siblings.change')}
          </Button>
        ) : null
      }
    >
      {siblings.length === 0 ? (
        <p className="vp-muted">{t('request.siblings.none')}</p>
      ) : (
        <>
          {together ? <p className="wl-big">{t(`codes.together.${together}`)}</p> : null}
          <ul className="wl-lines">
            {siblings.map((each) => (
              <li key={each.personId}>
                {each.requestId ? (
                  <InnerLink href={`/wachtlijst/${each.requestId}`}>{each.pseudonym}</InnerLink>
                ) : (
                  each.pseudonym
                )}
                {each.name ? ` ${each.name}` : ''}
                <span className="wl-small">
                  {t(`codes.sex.${each.sex}`)},{' '}
                  {words.age({ bornMonth: each.bornMonth, unborn: each.bornMonth > today }, today)}
                  {', '}
                  {each.state ? t(`codes.state.${each.state}`) : t('request.siblings.notWaiting')}
                </span>
              </li>
            ))}
          </ul>
          {plan ? (
            <p className="wl-quote">
              <b>{t('codes.note.CONTACT_PLAN')}:</b> {plan.words}
            </p>
          ) : null}
        </>
      )}
    </Part>
  );
}

/** With whom and where the child may not be. */
export function Apart({ detail, act }: PartProps) {
  const { t } = useTranslation('waiting-list');
  const { apart, mayChange } = detail;
  return (
    <Part
      title={t('request.apart.title')}
      action={
        mayChange ? (
          <Button size="small" onPress={() => act({ kind: 'apart' })}>
            {t('request.apart.change')}
          </Button>
        ) : null
      }
    >
      {apart.length === 0 ? (
        <p className="vp-muted">{t('request.apart.none')}</p>
      ) : (
        <ul className="wl-lines">
          {apart.map((each) => (
            <li key={`${each.otherRequestId} ${each.otherRef} ${each.unitId}`}>
              {each.otherRequestId ? (
                <InnerLink href={`/wachtlijst/${each.otherRequestId}`}>{each.pseudonym}</InnerLink>
              ) : (
                (each.unit ?? each.otherRef)
              )}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
