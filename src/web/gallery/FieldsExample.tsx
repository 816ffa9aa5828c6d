import { useState } from 'react';
import { PlaceGlyph } from '../../capacity/web/PlaceGlyph.tsx';
import {
  Checkbox,
  CheckboxGroup,
  ChoiceList,
  type Choice,
  ComboBox,
  DateField,
  DatePicker,
  NumberField,
  RadioGroup,
  SearchField,
  Select,
  TextField,
} from '../ui/index.ts';

const towns: readonly Choice[] = [
  { id: '44021', label: 'Gent', detail: '9000, Oost-Vlaanderen' },
  { id: '12025', label: 'Mechelen', detail: '2800, Antwerpen' },
  { id: '31005', label: 'Brugge', detail: '8000, West-Vlaanderen' },
];

/** Looks among three towns, as slowly as a server would. */
async function searchTowns(text: string): Promise<readonly Choice[]> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  return towns.filter((town) => town.label.toLowerCase().includes(text.toLowerCase()));
}

export function FieldsExample() {
  const [text, setText] = useState('');
  const [number, setNumber] = useState<number | null>(3);
  const [town, setTown] = useState<Choice | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const [day, setDay] = useState<string | null>('2026-06-16');
  const [born, setBorn] = useState<string | null>(null);
  const [states, setStates] = useState<string[]>(['free']);
  const [way, setWay] = useState('group');
  const [yes, setYes] = useState(true);
  return (
    <section>
      <h2>Velden</h2>
      <div className="gallery-columns">
        <TextField
          label="Naam van de leefgroep"
          help="Zoals het team hem noemt."
          value={text}
          onChange={setText}
          isRequired
        />
        <TextField
          label="Reden"
          value="x"
          onChange={() => {}}
          rows={3}
          error="Schrijf in enkele woorden waarom."
        />
        <SearchField label="Zoek een leefgroep" value={text} onChange={setText} />
        <NumberField label="Plaatsen" value={number} onChange={setNumber} min={0} max={40} />
        <Select
          label="Reden"
          value={reason}
          onChange={setReason}
          choices={[
            { id: 'staff', label: 'Personeelstekort' },
            { id: 'works', label: 'Werken aan het gebouw', detail: 'met een verwacht einde' },
          ]}
        />
        <ComboBox
          label="Gemeente"
          value={town}
          onChange={setTown}
          search={searchTowns}
          placeholder="gemeente of postcode"
        />
        <DatePicker label="Eerste dag" value={day} onChange={setDay} />
        <DateField label="Geboortedag" value={born} onChange={setBorn} help="dd/mm/jjjj" />
        <CheckboxGroup
          label="Toestand"
          value={states}
          onChange={setStates}
          choices={[
            { id: 'free', label: 'vrij', before: <PlaceGlyph state="free" />, count: '132' },
            { id: 'held', label: 'toegezegd', before: <PlaceGlyph state="held" />, count: '48' },
          ]}
        />
        <ChoiceList
          label="Aandacht"
          help="Pijltjes en spatie"
          value={states}
          onChange={setStates}
          choices={[
            { id: 'free', label: 'rustig' },
            { id: 'held', label: 'gespannen' },
          ]}
        />
        <RadioGroup
          label="Weergave"
          value={way}
          onChange={setWay}
          choices={[
            { id: 'group', label: 'Per leefgroep' },
            { id: 'site', label: 'Per vestiging' },
          ]}
        />
        <Checkbox isSelected={yes} onChange={setYes}>
          Toon ook gesloten leefgroepen
        </Checkbox>
      </div>
    </section>
  );
}
