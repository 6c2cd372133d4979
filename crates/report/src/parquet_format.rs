//! Tables as Parquet: typed columns, and what each holds in the schema's metadata.
//!
//! Text is UTF-8, whole numbers are 64-bit integers, numbers 64-bit floats; where there is nothing to say a cell is null. The same
//! table gives the same bytes on any machine: no time and no thread count goes in.

use crate::{Cell, Column, Dictionary, Kind, Table};
use arrow_array::builder::{Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Metadata, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use std::io::{Error, Write};
use std::sync::Arc;

/// What is said of a table beside its own dictionary.
#[derive(Debug, Clone, Copy)]
pub struct TableContext<'a> {
    /// Title of the study.
    pub study: &'a str,
    /// Currency of amounts of money; empty where there are none.
    pub currency: &'a str,
    /// The program that writes.
    pub program: &'a str,
}

/// Rows that are held in memory.
const ROWS_AT_ONCE: usize = 1 << 15;

/// Writes a table, so many rows at a time. An empty one has its columns all the same.
///
/// # Errors
/// Whatever `into` reports.
pub fn write_parquet(
    table: Table<'_>,
    dictionary: &Dictionary,
    context: TableContext<'_>,
    into: &mut (dyn Write + Send),
) -> std::io::Result<()> {
    let schema = Arc::new(schema(&table, dictionary, context));
    let properties = WriterProperties::builder()
        .set_created_by(context.program.to_owned())
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(file_metadata(&schema)))
        .set_max_row_group_row_count(Some(ROWS_AT_ONCE))
        .build();
    let mut writer = ArrowWriter::try_new(into, Arc::clone(&schema), Some(properties)).map_err(failure)?;
    let mut columns: Vec<Builder> = table.columns.iter().map(Builder::of).collect();
    let mut rows = 0;
    for row in table.rows {
        for (column, cell) in columns.iter_mut().zip(&row) {
            column.push(cell)?;
        }
        rows += 1;
        if rows == ROWS_AT_ONCE {
            writer.write(&batch(&schema, &mut columns)?).map_err(failure)?;
            rows = 0;
        }
    }
    if rows > 0 {
        writer.write(&batch(&schema, &mut columns)?).map_err(failure)?;
    }
    writer.close().map_err(failure)?;
    Ok(())
}

fn schema(table: &Table<'_>, dictionary: &Dictionary, context: TableContext<'_>) -> Schema {
    let field = |column: &Column| {
        let words = dictionary.column(&column.name);
        let kind = match column.kind {
            Kind::Text => DataType::Utf8,
            Kind::Whole => DataType::Int64,
            Kind::Number => DataType::Float64,
        };
        let said = [("label", words.label), ("unit", words.unit), ("description", words.about)];
        let said = said.into_iter().filter(|(_, text)| !text.is_empty());
        Field::new(column.name.clone(), kind, true).with_metadata(said.collect::<Metadata>())
    };
    let said = [
        ("table", table.name),
        ("title", dictionary.title(table.name)),
        ("study", context.study),
        ("currency", context.currency),
        ("program", context.program),
    ];
    let said = said.into_iter().filter(|(_, text)| !text.is_empty());
    let fields: Vec<Field> = table.columns.iter().map(field).collect();
    Schema::new(fields).with_metadata(said.collect::<Metadata>())
}

/// The schema's own words once more, for readers that do not know Arrow.
fn file_metadata(schema: &Schema) -> Vec<KeyValue> {
    schema.metadata().iter().map(|(key, text)| KeyValue::new(key.clone(), text.clone())).collect()
}

/// A column while it grows.
enum Builder {
    Text(StringBuilder),
    Whole(Int64Builder),
    Number(Float64Builder),
}

impl Builder {
    fn of(column: &Column) -> Self {
        match column.kind {
            Kind::Text => Self::Text(StringBuilder::new()),
            Kind::Whole => Self::Whole(Int64Builder::new()),
            Kind::Number => Self::Number(Float64Builder::new()),
        }
    }

    fn push(&mut self, cell: &Cell<'_>) -> std::io::Result<()> {
        match (self, cell) {
            (Self::Text(column), Cell::Text(text)) => column.append_value(text),
            (Self::Text(column), Cell::Empty) => column.append_null(),
            (Self::Whole(column), Cell::Whole(number)) => column.append_value(*number),
            (Self::Whole(column), Cell::Empty) => column.append_null(),
            // Adding zero turns -0 into 0, as in the CSV.
            (Self::Number(column), Cell::Number(number)) => column.append_value(number + 0.0),
            // Cells are whole numbers or sums of shares: one type for both.
            (Self::Number(column), Cell::Whole(number)) => column.append_value(*number as f64),
            (Self::Number(column), Cell::Empty) => column.append_null(),
            (_, cell) => return Err(Error::other(format!("{cell:?} is not of the kind of its column"))),
        }
        Ok(())
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(column) => Arc::new(column.finish()),
            Self::Whole(column) => Arc::new(column.finish()),
            Self::Number(column) => Arc::new(column.finish()),
        }
    }
}

fn batch(schema: &Arc<Schema>, columns: &mut [Builder]) -> std::io::Result<RecordBatch> {
    let columns = columns.iter_mut().map(Builder::finish).collect();
    RecordBatch::try_new(Arc::clone(schema), columns).map_err(Error::other)
}

/// What the disk said, where it is the disk that failed.
fn failure(error: ParquetError) -> Error {
    match error {
        ParquetError::External(source) => match source.downcast::<Error>() {
            Ok(error) => *error,
            Err(source) => Error::other(source),
        },
        other => Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use arrow_array::Array;
    use arrow_array::cast::AsArray;
    use arrow_array::types::{Float64Type, Int64Type};

    const CONTEXT: TableContext<'static> = TableContext { study: "A study", currency: "CNY", program: "landledger 0" };

    fn written(columns: Vec<Column>, rows: Vec<Vec<Cell<'static>>>) -> Vec<u8> {
        let mut bytes = Vec::new();
        let table = Table { name: "values", columns, rows: Box::new(rows.into_iter()) };
        write_parquet(table, &Dictionary::of(Language::English, "CNY"), CONTEXT, &mut bytes).unwrap();
        bytes
    }

    fn columns() -> Vec<Column> {
        vec![Column::text("zone"), Column::whole("year"), Column::number("value")]
    }

    fn row(zone: &'static str, year: i64, value: f64) -> Vec<Cell<'static>> {
        vec![Cell::Text(zone), Cell::Whole(year), Cell::Number(value)]
    }

    fn read(bytes: Vec<u8>) -> (Arc<Schema>, Vec<RecordBatch>) {
        let reader = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes));
        let reader = reader.unwrap();
        let schema = Arc::clone(reader.schema());
        (schema, reader.build().unwrap().map(Result::unwrap).collect())
    }

    #[test]
    fn values_come_back_with_their_types_and_gaps() {
        let rows =
            vec![row("鹤岗", 2000, 1.0 / 3.0), vec![Cell::Empty, Cell::Empty, Cell::Whole(17)], row("", -1, -0.0)];
        let (_, batches) = read(written(columns(), rows));
        let batch = &batches[0];
        let zones = batch.column(0).as_string::<i32>();
        assert_eq!((zones.value(0), zones.is_null(1), zones.value(2)), ("鹤岗", true, ""));
        let years = batch.column(1).as_primitive::<Int64Type>();
        assert_eq!((years.value(0), years.is_null(1), years.value(2)), (2000, true, -1));
        let values = batch.column(2).as_primitive::<Float64Type>();
        assert_eq!((values.value(0), values.value(1)), (1.0 / 3.0, 17.0));
        assert_eq!(values.value(2).to_bits(), 0, "minus zero is zero");
    }

    #[test]
    fn the_schema_says_what_table_and_columns_are() {
        let (schema, batches) = read(written(columns(), Vec::new()));
        assert!(batches.is_empty());
        assert_eq!(schema.metadata()["title"], "Ecosystem service value by year");
        assert_eq!((&*schema.metadata()["study"], &*schema.metadata()["currency"]), ("A study", "CNY"));
        let value = schema.field_with_name("value").unwrap();
        assert_eq!((&*value.metadata()["unit"], &*value.metadata()["label"]), ("CNY per year", "Value"));
        assert!(!schema.field_with_name("zone").unwrap().metadata().contains_key("unit"));
    }

    #[test]
    fn long_tables_are_written_in_pieces_and_lose_no_row() {
        let count = ROWS_AT_ONCE + 1;
        let rows = (0..count).map(|index| row("a", index as i64, index as f64)).collect();
        let (_, batches) = read(written(columns(), rows));
        let years = batches.iter().flat_map(|batch| batch.column(1).as_primitive::<Int64Type>().values().to_vec());
        assert!(years.eq(0..count as i64));
    }

    #[test]
    fn the_same_table_gives_the_same_bytes() {
        let bytes = || written(columns(), vec![row("a", 1, 2.0), row("b", 3, 4.0)]);
        assert_eq!(bytes(), bytes());
    }

    #[test]
    fn a_cell_of_another_kind_than_its_column_is_an_error() {
        let rows = vec![vec![Cell::Text("x")]];
        let table = Table { name: "t", columns: vec![Column::whole("year")], rows: Box::new(rows.into_iter()) };
        let result = write_parquet(table, &Dictionary::of(Language::English, ""), CONTEXT, &mut Vec::new());
        assert_eq!(result.unwrap_err().to_string(), "Text(\"x\") is not of the kind of its column");
    }

    #[test]
    fn a_full_disk_is_told_as_such() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(Error::from(std::io::ErrorKind::StorageFull))
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let rows = vec![row("a", 1, 2.0)];
        let table = Table { name: "t", columns: columns(), rows: Box::new(rows.into_iter()) };
        let result = write_parquet(table, &Dictionary::of(Language::English, ""), CONTEXT, &mut Full);
        assert_eq!(result.unwrap_err().kind(), std::io::ErrorKind::StorageFull);
    }
}
