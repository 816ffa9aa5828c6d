/** What a desk writes down of a case; invented, and of nobody. */
export const caseWords: readonly string[] = [
  'Ruzie thuis liep uit de hand. Vader vraagt dat ze vannacht elders slaapt.',
  'Moeder is opgenomen; er is geen familie in de buurt die kan opvangen.',
  'Weggelopen uit de leefgroep, nu bij de politie. Wil niet terug.',
  'School is bezorgd: komt al een week niet en neemt de telefoon niet op.',
  'Zegt niet meer thuis te kunnen blijven. Grootmoeder kan één nacht opvangen.',
  'Spoed wil ontslaan, maar naar huis gaan is nu niet veilig.',
  'Ouders gaan akkoord met begeleiding aan huis, niet met verblijf.',
  'Tweede oproep in korte tijd: de afspraken van vorige keer hielden geen stand.',
  'Er is geweld gebruikt. Politie is ter plaatse geweest en heeft een verslag gemaakt.',
  'De consulent zoekt mee en belt terug zodra de rechter beslist heeft.',
];
export const handOverWords: readonly string[] = [
  'Twee partners antwoorden pas morgenvroeg. Bel eerst naar wie al langer dan een dag stil is.',
  'Rustige nacht. Let op de vraag zonder duidelijk akkoord: de termijn loopt om 12 uur af.',
  'Het verblijf dat morgen eindigt heeft nog geen vervolg. De consulent belt in de voormiddag.',
];
