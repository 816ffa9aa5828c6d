import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, NumberField, TextField } from '../../../web/ui/index.ts';
import type { RuleSetRow } from '../../contract.ts';
import type { RuleContent, RuleProblem } from '../../rule-set.ts';
import { Refusal } from '../../../web/ui/FormDialog.tsx';
import { useWrite } from '../use-waiting-list.ts';
import { EditBand } from './EditBand.tsx';
import { EditLane } from './EditLane.tsx';
import {
  addBand,
  addLane,
  emptyRules,
  moved,
  nextVersion,
  replaced,
  without,
} from './edit-rules.ts';

const VERSION = /^[A-Z]{2,6}-[0-9]{4}-[0-9]{1,3}$/;
const SHORTEST = 3;

export interface EditRulesProps {
  /** What the draft begins as; `null`: from nothing. */
  readonly from: RuleSetRow | null;
  readonly isNew: boolean;
  /** With the version that was kept, or none. */
  readonly onClose: (version?: string) => void;
}

/** A draft of rules: bands with their conditions, reserved shares, the draw. It holds nowhere. */
export function EditRules({ from, isNew, onClose }: EditRulesProps) {
  const { t } = useTranslation('waiting-list');
  const { send, isPending, problem, fault } = useWrite();
  const [version, setVersion] = useState(isNew ? nextVersion(from?.version) : from!.version);
  const [title, setTitle] = useState(from?.title ?? '');
  const [source, setSource] = useState(from?.source ?? '');
  const [content, setContent] = useState<RuleContent>(from?.content ?? emptyRules);
  const [isTried, setTried] = useState(false);
  const faults = {
    version: !VERSION.test(version),
    title: title.trim().length < SHORTEST,
    source: source.trim().length < SHORTEST,
  };
  const change = (part: Partial<RuleContent>) => setContent((now) => ({ ...now, ...part }));
  const save = async () => {
    setTried(true);
    if (Object.values(faults).some(Boolean)) return;
    const done = await send<{ version: string }>({
      method: 'PUT',
      path: '/rules/draft',
      body: { version, title: title.trim(), source: source.trim(), content },
      said: t('rules.saidDraft'),
    });
    if (done) onClose(version);
  };
  const wrong = fault?.details['problems'];
  return (
    <form
      className="wl-form wl-entry"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <section className="wl-part">
        <h2>{t('rules.edit.title')}</h2>
        <div className="wl-fields">
          <TextField
            label={t('rules.edit.version')}
            help={t('rules.edit.versionHelp')}
            value={version}
            onChange={setVersion}
            isDisabled={!isNew}
            isRequired
            error={isTried && faults.version ? t('rules.edit.versionWrong') : null}
          />
          <TextField
            label={t('rules.edit.name')}
            value={title}
            onChange={setTitle}
            maxLength={200}
            isRequired
            error={isTried && faults.title ? t('form.required') : null}
          />
        </div>
        <TextField
          label={t('rules.edit.source')}
          help={t('rules.edit.sourceHelp')}
          value={source}
          onChange={setSource}
          rows={3}
          maxLength={1000}
          isRequired
          error={isTried && faults.source ? t('form.required') : null}
        />
      </section>
      <section className="wl-part">
        <h2>{t('rules.bands')}</h2>
        <p>{t('rules.bandsIntro')}</p>
        {content.bands.map((band, at) => (
          <EditBand
            key={at}
            band={band}
            isFirst={at === 0}
            isLast={at === content.bands.length - 1}
            onChange={(next) => change({ bands: replaced(content.bands, at, next) })}
            onMove={(by) => change({ bands: moved(content.bands, at, by) })}
            onRemove={() => change({ bands: without(content.bands, at) })}
          />
        ))}
        <Button onPress={() => change({ bands: addBand(content.bands) })}>
          {t('rules.edit.addBand')}
        </Button>
      </section>
      <section className="wl-part">
        <h2>{t('rules.lanes')}</h2>
        <p>{t('rules.lanesIntro')}</p>
        {content.lanes.map((lane, at) => (
          <EditLane
            key={at}
            lane={lane}
            onChange={(next) => change({ lanes: replaced(content.lanes, at, next) })}
            onRemove={() => change({ lanes: without(content.lanes, at) })}
          />
        ))}
        <Button onPress={() => change({ lanes: addLane(content.lanes) })}>
          {t('rules.edit.addLane')}
        </Button>
      </section>
      <section className="wl-part">
        <h2>{t('rules.draw')}</h2>
        <div className="wl-fields">
          <TextField
            label={t('rules.edit.seed')}
            value={content.seed}
            onChange={(seed) => change({ seed })}
            maxLength={100}
            isRequired
          />
          <NumberField
            label={t('rules.edit.longest')}
            value={content.longestWithoutReviewDays}
            onChange={(days) => change({ longestWithoutReviewDays: days ?? 365 })}
            min={30}
            max={730}
          />
        </div>
      </section>
      {problem ? <Refusal words={problem} /> : null}
      {Array.isArray(wrong) ? (
        <ul className="wl-list">
          {wrong.map((code) => (
            <li key={String(code)}>{t(`codes.rulesProblem.${code as RuleProblem}`)}</li>
          ))}
        </ul>
      ) : null}
      <div className="vp-actions">
        <Button look="primary" type="submit" isPending={isPending}>
          {t('form.save')}
        </Button>
        <Button look="quiet" onPress={() => onClose()}>
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  );
}
