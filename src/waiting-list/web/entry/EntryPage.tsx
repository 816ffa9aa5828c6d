import { useBlocker, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../web/i18n/format.ts';
import { Banner, Button, Checkbox, DatePicker, Dialog, TextField } from '../../../web/ui/index.ts';
import type { Wish } from '../../contract.ts';
import { Refusal } from '../../../web/ui/FormDialog.tsx';
import { ChildFields, childFaults } from '../ChildFields.tsx';
import { useToday } from '../code-words.ts';
import type { FoundChild } from '../find-children.ts';
import {
  ConsentFields,
  FrameFields,
  isCourt,
  NeedFields,
  type Profile,
} from '../ProfileFields.tsx';
import { useAreas, useWrite } from '../use-waiting-list.ts';
import { WishFields } from '../WishFields.tsx';
import { bodyOf, type Entry, firstProfile, nobody } from './entry-form.ts';
import { KnownChildren } from './KnownChildren.tsx';
import { InnerLink } from '../InnerLink.tsx';
import '../words.ts';
import '../waiting-list.css';

/** A request that comes in: it asks first what is known, and then only what follows from it. */
export function EntryPage() {
  const { t } = useTranslation('waiting-list');
  const today = useToday();
  const navigate = useNavigate();
  const { send, isPending, problem } = useWrite();
  const [entry, setEntry] = useState<Entry>(() => ({
    child: nobody,
    known: null,
    profile: firstProfile(today),
    since: null,
    wishes: [],
    supportNeeds: '',
  }));
  const [isTried, setTried] = useState(false);
  const isDone = useRef(false);
  const [isTouched, setTouched] = useState(false);
  const change = (part: Partial<Entry>) => {
    setTouched(true);
    setEntry((before) => ({ ...before, ...part }));
  };
  const isWrong =
    entry.wishes.length === 0 ||
    (entry.known === null && Object.keys(childFaults(entry.child)).length > 0);
  const save = async () => {
    setTried(true);
    if (isWrong) return;
    const done = await send({
      path: '/requests',
      body: bodyOf(entry),
      said: t('entry.said'),
    });
    if (!done) return;
    isDone.current = true;
    void navigate({ to: '/wachtlijst/$requestId', params: { requestId: done.id } });
  };
  return (
    <div className="wl-page wl-entry">
      <header>
        <p className="vp-no-print">
          <InnerLink href="/wachtlijst">{t('request.back')}</InnerLink>
        </p>
        <h1>{t('entry.title')}</h1>
        <p className="vp-muted">{t('entry.intro')}</p>
      </header>
      <form
        className="wl-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <ChildPart entry={entry} change={change} isTried={isTried} />
        <Rest entry={entry} change={change} isTried={isTried} />
        {isTried && isWrong ? <Banner tone="danger">{t('entry.check')}</Banner> : null}
        {problem ? <Refusal words={problem} /> : null}
        <div className="vp-actions">
          <Button look="primary" type="submit" isPending={isPending}>
            {t('entry.save')}
          </Button>
        </div>
      </form>
      <StayHere isNeeded={() => isTouched && !isDone.current} />
    </div>
  );
}

interface EntryPartProps {
  readonly entry: Entry;
  readonly change: (part: Partial<Entry>) => void;
  readonly isTried: boolean;
}

function ChildPart({ entry, change, isTried }: EntryPartProps) {
  const { t } = useTranslation('waiting-list');
  const { municipalities } = useAreas();
  const region =
    municipalities.find(({ code }) => code === entry.child.municipality)?.region ?? null;
  const use = (known: FoundChild | null) => change({ known });
  return (
    <section className="wl-part">
      <h2>{t('entry.child.title')}</h2>
      {entry.known ? (
        <Banner action={<Button onPress={() => use(null)}>{t('entry.known.other')}</Button>}>
          {t('entry.known.using', { child: entry.known.label })}
        </Banner>
      ) : (
        <>
          <ChildFields
            child={entry.child}
            change={(part) => change({ child: { ...entry.child, ...part } })}
            isTried={isTried}
            region={region}
          />
          <KnownChildren child={entry.child} onUse={use} />
        </>
      )}
    </section>
  );
}

function Rest({ entry, change, isTried }: EntryPartProps) {
  const { t } = useTranslation('waiting-list');
  const today = useToday();
  const { municipalities } = useAreas();
  const { child, known, profile, since } = entry;
  const changeProfile = (part: Partial<Profile>) => change({ profile: { ...profile, ...part } });
  const region =
    known?.region ?? municipalities.find(({ code }) => code === child.municipality)?.region ?? null;
  return (
    <>
      <section className="wl-part">
        <h2>{t('entry.frame.title')}</h2>
        <FrameFields profile={profile} change={changeProfile} />
        <Checkbox
          isSelected={since !== null}
          onChange={(isOn) => change({ since: isOn ? addDays(profile.registeredOn, -1) : null })}
        >
          {t('entry.frame.sinceEarlier')}
        </Checkbox>
        <div className="wl-fields">
          <DatePicker
            label={t('request.field.registeredOn')}
            value={profile.registeredOn}
            onChange={(day) => changeProfile({ registeredOn: day ?? today })}
            max={today}
            isRequired
          />
          {since === null ? null : (
            <DatePicker
              label={t('request.field.since')}
              help={t('entry.frame.sinceEarlierHelp')}
              value={since}
              onChange={(day) => change({ since: day })}
              max={profile.registeredOn}
            />
          )}
        </div>
      </section>
      <section className="wl-part">
        <h2>{t('entry.consent.title')}</h2>
        {isCourt(profile) ? (
          <p>{t('entry.consent.court')}</p>
        ) : (
          <ConsentFields
            profile={profile}
            change={changeProfile}
            child={{
              unborn: known === null && child.unborn,
              bornMonth: known?.bornMonth ?? child.born?.slice(0, 7) ?? null,
            }}
          />
        )}
      </section>
      <section className="wl-part">
        <h2>{t('entry.wishes.title')}</h2>
        <WishFields
          wishes={entry.wishes}
          onChange={(wishes: Wish[]) => change({ wishes })}
          region={region}
          error={isTried && entry.wishes.length === 0 ? t('entry.wishes.choose') : null}
        />
      </section>
      <section className="wl-part">
        <h2>{t('entry.needs.title')}</h2>
        <TextField
          label={t('entry.needs.words')}
          help={t('entry.needs.wordsHelp')}
          value={entry.supportNeeds}
          onChange={(supportNeeds) => change({ supportNeeds })}
          rows={6}
          maxLength={4000}
        />
        <p className="vp-muted">{t('entry.needs.more')}</p>
        <NeedFields profile={profile} change={changeProfile} />
      </section>
    </>
  );
}

/** Who goes away with something typed is asked first; an ended session keeps the page as it is. */
function StayHere({ isNeeded }: { readonly isNeeded: () => boolean }) {
  const { t } = useTranslation('waiting-list');
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: isNeeded,
    enableBeforeUnload: isNeeded,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <Dialog
      title={t('entry.leave.title')}
      isOpen
      role="alertdialog"
      onClose={reset}
      actions={
        <>
          <Button look="danger" onPress={proceed}>
            {t('entry.leave.verb')}
          </Button>
          <Button look="quiet" onPress={reset}>
            {t('entry.leave.stay')}
          </Button>
        </>
      }
    >
      <p>{t('entry.leave.what')}</p>
    </Dialog>
  );
}
