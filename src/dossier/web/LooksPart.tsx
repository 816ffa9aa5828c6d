import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../web/Answered.tsx';
import { dayOf, formatList, formatMoment, formatMonth } from '../../web/i18n/format.ts';
import type { Role } from '../../web/session.ts';
import { Button, EmptyState } from '../../web/ui/index.ts';
import type { File, Looks } from '../contract.ts';
import { partsShown } from '../stages.ts';
import { useLooks } from './use-dossier.ts';

type Line = Looks['lines'][number];
const PAGE = 50;

interface LooksPartProps {
  readonly file: File;
  readonly mark: string;
}

/** Who looked, when and why. A line that would tell too much is told more generally; none falls away. */
export function LooksPart({ file, mark }: LooksPartProps) {
  const { t } = useTranslation('dossier');
  return (
    <section className="ds-section">
      <h2>{t('looks.title')}</h2>
      {file.allows.includes('LOOKS') ? (
        <Pages childId={file.childId} mark={mark} />
      ) : (
        <>
          <p>{t('looks.notAllowed')}</p>
          {file.ground ? <p>{t(`limited.ground.${file.ground}`)}</p> : null}
        </>
      )}
    </section>
  );
}

function Pages({ childId, mark }: { readonly childId: string; readonly mark: string }) {
  const { t } = useTranslation('dossier');
  const [skip, setSkip] = useState(0);
  const query = useLooks(childId, mark, skip);
  return (
    <Answered query={query} failed={t('failed')} mend={t('again')}>
      {({ count, lines }) =>
        count === 0 ? (
          <EmptyState level={3} title={t('looks.none')}>
            {t('looks.noneNext')}
          </EmptyState>
        ) : (
          <>
            <p>
              <b>{t('looks.count', { count })}</b>
            </p>
            <p>{t('looks.explain')}</p>
            <ol className="ds-looks">
              {lines.map((line, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name of its own on purpose
                <LookLine key={`${line.at} ${n}`} line={line} />
              ))}
            </ol>
            <div className="ds-acts">
              {skip > 0 ? (
                <Button onPress={() => setSkip(Math.max(0, skip - PAGE))}>
                  {t('looks.later')}
                </Button>
              ) : null}
              {skip + PAGE < count ? (
                <Button onPress={() => setSkip(skip + PAGE)}>{t('looks.earlier')}</Button>
              ) : null}
            </div>
          </>
        )
      }
    </Answered>
  );
}

function LookLine({ line }: { readonly line: Line }) {
  const { t } = useTranslation(['dossier', 'shell']);
  const parts = partsShown(line.classes).map((part) => t(`looks.part.${part}`));
  const when =
    line.why === 'INQUIRY'
      ? t('looks.month', { month: formatMonth(dayOf(line.at)) })
      : formatMoment(line.at);
  return (
    <li className="ds-look">
      <small>{when}</small>
      <b>{useWho(line)}</b>
      {line.doing ? (
        <span>
          {t(`looks.${line.doing as 'READ'}`)}
          {parts.length > 0 ? `: ${formatList(parts)}` : null}
        </span>
      ) : null}
      {line.purposeWords ? <span>{line.purposeWords}</span> : null}
    </li>
  );
}

function useWho(line: Line): string {
  const { t } = useTranslation(['dossier', 'shell']);
  if (line.mine) return t('looks.mine');
  if (line.why !== null) return t(`looks.general.${line.why as 'PLACE'}`);
  const role = line.role ? t(`shell:role.${line.role as Role}`) : t('looks.someone');
  const who = t('looks.staff', { role, code: line.who ?? '' }).trim();
  return line.organisation ? `${who}, ${line.organisation}` : who;
}
