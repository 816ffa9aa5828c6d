export { type Cell, type CsvOptions, type Rows, writeCsv } from './write-csv.ts';
export { writeXlsx, type XlsxColumn, type XlsxSheet } from './write-xlsx.ts';
