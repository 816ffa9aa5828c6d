import { useState } from 'react';
import { Legend } from '../../capacity/web/Legend.tsx';
import { UnitTile } from '../../capacity/web/UnitTile.tsx';
import { addDays, formatDay, formatDayShort } from '../i18n/format.ts';
import {
  Age,
  Banner,
  Button,
  type Column,
  ConfirmDialog,
  DataTable,
  Dialog,
  Disclosure,
  EmptyState,
  ErrorState,
  FileDrop,
  KeyboardHelp,
  LinkButton,
  Menu,
  ProgressBar,
  Shortcuts,
  SidePanel,
  Skeleton,
  Slider,
  type Sort,
  say,
  Tabs,
  ToastRegion,
  useShortcut,
} from '../ui/index.ts';
import { type ExampleRow, exampleRows, NOW, units } from './examples.ts';
import { FieldsExample } from './FieldsExample.tsx';
import './gallery.css';

const columns: readonly Column<ExampleRow>[] = [
  {
    id: 'name',
    header: 'Leefgroep',
    cell: (row) => row.name,
    sortBy: (row) => row.name,
    width: '30%',
  },
  {
    id: 'municipality',
    header: 'Gemeente',
    cell: (row) => row.municipality,
    sortBy: (row) => row.municipality,
  },
  {
    id: 'day',
    header: 'Bevestigd',
    cell: (row) => formatDayShort(row.day),
    sortBy: (row) => row.day,
    isSecondary: true,
  },
  {
    id: 'free',
    header: 'Vrij',
    align: 'end',
    width: '6rem',
    cell: (row) => row.free ?? '',
    sortBy: (row) => row.free,
  },
];
const rows = exampleRows(1000);
const fewRows = exampleRows(5);

function TableExample({
  from,
  caption,
}: {
  readonly from: readonly ExampleRow[];
  readonly caption: string;
}) {
  const [sort, setSort] = useState<Sort | null>({ column: 'name', direction: 'ascending' });
  const [open, setOpen] = useState<string | null>(null);
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={from}
      rowId={(row) => row.id}
      sort={sort}
      onSort={setSort}
      onOpen={(row) => setOpen(row.id)}
      openId={open}
    />
  );
}

function LiveTile() {
  const [free, setFree] = useState(1);
  const [changedAt, setChangedAt] = useState<string | null>(null);
  const unit = units[0];
  const figures = { ...unit.figures, free, occupied: 7 - free, offerable: free };
  return (
    <UnitTile
      {...unit}
      provider="Huize Verzonnen"
      staleAfterDays={7}
      municipality="Gent"
      module="Verblijf 12-18 jaar"
      figures={figures}
      now={NOW}
      changedAt={changedAt}
      onOpen={() => {
        setFree((before) => (before + 1) % 4);
        setChangedAt(new Date().toISOString());
      }}
      actions={<Button size="small">Nog juist</Button>}
    />
  );
}

function Overlays() {
  const [open, setOpen] = useState<'dialog' | 'confirm' | 'keys' | 'panel' | null>(null);
  const [isOn, setOn] = useState(true);
  const close = () => setOpen(null);
  useShortcut(['?'], 'Toon deze sneltoetsen', () => setOpen('keys'));
  return (
    <section>
      <h2>Wat zweeft</h2>
      <div className="gallery-row">
        <Button onPress={() => setOpen('dialog')}>Open een venster</Button>
        <Button look="danger" onPress={() => setOpen('confirm')}>
          Trek in
        </Button>
        <Button onPress={() => setOpen('keys')}>Sneltoetsen</Button>
        <Button onPress={() => setOpen('panel')}>Open een paneel</Button>
        <Button
          onPress={() =>
            say({ text: 'Plaats 3 is vrij.', undo: () => say({ text: 'Plaats 3 is weer bezet.' }) })
          }
        >
          Toon een bericht
        </Button>
        <Menu
          items={[
            { id: 'a', label: 'Regisseur', detail: 'Toegangspoort Oost' },
            { id: 'b', label: 'Aanbieder', detail: 'Huize Verzonnen' },
          ]}
          onAct={() => {}}
        >
          Rol
        </Menu>
      </div>
      {open === 'panel' ? (
        <SidePanel title="De Kade" subtitle="Huize Verzonnen, Gent" onClose={close}>
          <p>Acht erkende plaatsen.</p>
        </SidePanel>
      ) : null}
      <Dialog
        title="Plaats uit gebruik"
        isOpen={open === 'dialog'}
        onClose={close}
        actions={<Button look="primary">Zet uit gebruik</Button>}
      >
        <p>De plaats telt niet meer mee als vrij.</p>
      </Dialog>
      <ConfirmDialog
        title="Verblijf intrekken"
        isOpen={open === 'confirm'}
        onClose={close}
        verb="Trek in"
        reasonLabel="Waarom trek je het in?"
        onConfirm={close}
      >
        <p>Dit kan niet ongedaan worden gemaakt.</p>
      </ConfirmDialog>
      <KeyboardHelp isOpen={open === 'keys'} onClose={close} isOn={isOn} onSwitch={setOn} />
    </section>
  );
}

const dayInWords = (value: number) => formatDay(addDays('2026-01-01', value));

function AsOf() {
  const [day, setDay] = useState(165);
  return (
    <Slider
      label="Toestand op"
      min={0}
      max={365}
      value={day}
      onChange={setDay}
      words={dayInWords}
      startWords="1 januari 2026"
      endWords="1 januari 2027"
    />
  );
}

export function Gallery() {
  const [tab, setTab] = useState('tiles');
  return (
    <Shortcuts isOn>
      <main className="gallery">
        <h1>Onderdelen</h1>
        <section>
          <h2>Plaatsen</h2>
          <div className="gallery-row">
            <Legend />
          </div>
          <div className="vp-tiles">
            <LiveTile />
            {units.slice(1).map((unit) => (
              <UnitTile
                key={unit.name}
                {...unit}
                provider="Huize Verzonnen"
                staleAfterDays={7}
                municipality="Gent"
                module="Verblijf 12-18 jaar"
                now={NOW}
              />
            ))}
          </div>
          <div className="gallery-row" />
          <Legend isExplained />
        </section>
        <section>
          <h2>Knoppen</h2>
          <div className="gallery-row">
            <Button look="primary">Stel voor</Button>
            <Button>Nog juist</Button>
            <Button look="quiet">Annuleer</Button>
            <Button look="danger">Trek in</Button>
            <Button isPending>Neem op</Button>
            <LinkButton href="#onderdelen">Ga naar de lijst</LinkButton>
            <Button blockedBecause="Er is geen plaats die past: de groep neemt geen kinderen onder 6 jaar op.">
              Neem op
            </Button>
          </div>
        </section>
        <FieldsExample />
        <section>
          <h2>Berichten</h2>
          <div className="gallery-columns">
            <Banner>Alle gegevens zijn verzonnen (demo)</Banner>
            <Banner tone="caution" action={<Button size="small">Blijf aangemeld</Button>}>
              Je sessie eindigt over 2 minuten.
            </Banner>
            <Banner tone="good">Bevestigd.</Banner>
            <ErrorState
              what="Het bestand kon niet worden gelezen."
              where={['Rij 12, kolom begin: "31/02/2026" is geen dag.']}
              mend={<p>Verbeter de rij en kies het bestand opnieuw.</p>}
              onRetry={() => {}}
              reference="7f3a-22"
            />
            <EmptyState
              title="Nog geen leefgroepen"
              action={<Button look="primary">Voeg een leefgroep toe</Button>}
            >
              Hier staan je leefgroepen met hun plaatsen.
            </EmptyState>
            <Skeleton />
            <ProgressBar
              label="Verblijven inlezen"
              share={0.42}
              words="rij 2.160 van 5.145"
              onCancel={() => {}}
            />
            <ProgressBar label="Voorbereiden" share={null} />
            <div>
              <p>
                <Age
                  at="2026-06-16T05:00:00+02:00"
                  by="Huize Verzonnen"
                  now={NOW}
                  oldAfterDays={7}
                />
              </p>
              <p>
                <Age at="2026-06-13T05:00:00+02:00" now={NOW} oldAfterDays={7} />
              </p>
              <p>
                <Age
                  at="2026-05-01T05:00:00+02:00"
                  by="Huize Verzonnen"
                  now={NOW}
                  oldAfterDays={7}
                />
              </p>
              <p>
                <Age at={null} now={NOW} oldAfterDays={7} />
              </p>
            </div>
            <Disclosure title="Waarom niet?" startsOpen>
              De leefgroep neemt geen kinderen onder 6 jaar op.
            </Disclosure>
          </div>
        </section>
        <section>
          <h2>Kiezen hoe men kijkt</h2>
          <Tabs
            label="Weergave"
            selected={tab}
            onSelect={setTab}
            tabs={[
              {
                id: 'tiles',
                label: 'Tegels',
                content: <TableExample from={fewRows} caption="Vijf leefgroepen" />,
              },
              { id: 'table', label: 'Tabel', content: <p>Tabel</p> },
            ]}
          />
          <div className="gallery-row" />
          <AsOf />
        </section>
        <section>
          <h2>Duizend rijen</h2>
          <TableExample from={rows} caption="Duizend leefgroepen" />
        </section>
        <section>
          <h2>Bestand</h2>
          <FileDrop
            label="Sleep hier een bestand met verblijven"
            endings={['.csv', '.xlsx', '.json']}
            maxBytes={25_000_000}
            onFile={() => {}}
          />
        </section>
        <Overlays />
      </main>
      <ToastRegion />
    </Shortcuts>
  );
}
