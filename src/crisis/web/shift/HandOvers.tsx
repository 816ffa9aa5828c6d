import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../../web/i18n/format.ts';
import { useNow, useSession } from '../../../web/shell.ts';
import { Button, Disclosure, TextField } from '../../../web/ui/index.ts';
import { Refusal } from '../../../web/ui/FormDialog.tsx';
import type { Shift } from '../../contract.ts';
import { useLacks } from '../desk/use-form.ts';
import { useWrite } from '../use-crisis.ts';
import { nextOnDuty } from './next-shift.ts';
import './words.ts';

type HandOver = Shift['handOvers'][number];

/** Who handed over to whom: the last one in sight, to be taken over by who comes; the others behind it. */
export function HandOvers({ data }: { readonly data: Shift }) {
  const { t } = useTranslation('crisis-shift');
  const [last, ...before] = data.handOvers;
  if (!last) return null;
  return (
    <section className="cr-part" aria-labelledby="cr-last">
      <h2 id="cr-last">{t('over.last')}</h2>
      <OneHandOver handOver={last} />
      <TakeOver handOver={last} />
      {before.length === 0 ? null : (
        <Disclosure title={t('over.before', { count: before.length })}>
          <ul className="cr-notes">
            {before.map((handOver) => (
              <li key={handOver.id}>
                <OneHandOver handOver={handOver} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  );
}

function OneHandOver({ handOver }: { readonly handOver: HandOver }) {
  const { t } = useTranslation('crisis-shift');
  const { words, at, by, toName, takenOverAt, takenOverBy } = handOver;
  return (
    <div>
      <p className="cr-words">{words}</p>
      <p className="cr-small">
        {t(toName === null ? 'over.from' : 'over.fromTo', {
          from: by ?? t('over.somebody'),
          to: toName ?? '',
          at: formatMoment(at),
        })}{' '}
        {takenOverAt === null
          ? t('over.waits')
          : t('over.taken', {
              by: takenOverBy ?? t('over.somebody'),
              at: formatMoment(takenOverAt),
            })}
      </p>
    </div>
  );
}

function TakeOver({ handOver }: { readonly handOver: HandOver }) {
  const { t } = useTranslation('crisis-shift');
  const { person } = useSession();
  const { send, isPending, problem } = useWrite();
  // Who handed it over waits for somebody else; the server says so as well.
  if (handOver.takenOverAt !== null || handOver.by === person.name) return null;
  const take = () =>
    void send({ path: `/hand-overs/${handOver.id}/take-over`, said: t('said.takeOver') });
  return (
    <div className="vp-no-print">
      <Button look="primary" isPending={isPending} onPress={take}>
        {t('over.take')}
      </Button>
      {problem ? <Refusal words={problem.words} /> : null}
    </div>
  );
}

/** What one leaves to who comes next. */
export function HandOverForm({ data }: { readonly data: Shift }) {
  const { t } = useTranslation('crisis-shift');
  const next = nextOnDuty(data.onDuty, useNow());
  const { send, isPending, problem } = useWrite();
  const { isWhole, lack } = useLacks();
  const [typed, setTyped] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const [key, setKey] = useState(0);
  const toName = typed ?? next?.name ?? '';
  const save = async () => {
    if (!isWhole(toName, words)) return;
    const body = { toName: toName.trim(), words: words.trim() };
    const done = await send({
      path: '/hand-over',
      body,
      said: t('said.handOver', { name: toName }),
    });
    if (!done) return;
    setWords('');
    setTyped(null);
    setKey(key + 1);
  };
  return (
    <form
      key={key}
      className="cr-part cr-entry vp-no-print"
      aria-labelledby="cr-hand-over"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2 id="cr-hand-over">{t('form.title')}</h2>
      <TextField
        label={t('form.to')}
        help={next ? t('form.toHelp', { name: next.name }) : undefined}
        isRequired
        maxLength={120}
        value={toName}
        onChange={setTyped}
        error={lack(toName, t('form.toLacks'))}
      />
      <TextField
        label={t('form.words')}
        help={t('form.wordsHelp')}
        isRequired
        rows={5}
        maxLength={4000}
        value={words}
        onChange={setWords}
        error={lack(words, t('form.wordsLack'))}
      />
      {problem ? <Refusal words={problem.words} /> : null}
      <div>
        <Button look="primary" type="submit" isPending={isPending}>
          {t('form.save')}
        </Button>
      </div>
    </form>
  );
}
