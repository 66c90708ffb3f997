using System.Text;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>Reads rows of CSV: only the cells that fill a slot are looked at, and no text is made that no slot needs.</summary>
internal sealed class CsvRowReader : RowReader
{
    private readonly CsvHeader _header;
    private readonly InputSlot[] _slots;
    private readonly CellReader[] _cells;
    private readonly int[] _columns;
    private readonly int _keyColumn;
    private readonly CsvRecord _record;
    private byte[] _scratch = [];
    private byte[] _keyScratch = [];
    private InputBlock _block = null!;
    private int _at;
    private int _start;
    private int _length;
    private long _nextLine;

    /// <param name="key">Index of the slot that is the row's key; -1 when rows have none.</param>
    public CsvRowReader(CsvHeader header, IReadOnlyList<InputSlot> slots, IReadOnlyList<CellReader> cells, int key)
    {
        _header = header;
        _slots = [.. slots];
        _cells = [.. cells];
        _columns = [.. header.SlotColumns];
        _keyColumn = key < 0 ? -1 : header.SlotColumns[key];
        _record = new CsvRecord(header.Delimiter);
    }

    // Of a line that is refused only the cells within that line are known.
    public override ReadOnlySpan<byte> Key =>
        _keyColumn < 0 || _keyColumn >= _record.Count || _record.EndOf(_keyColumn) > _length ? [] : _record.Cell(Record, _keyColumn, ref _keyScratch);

    private ReadOnlySpan<byte> Record => _block.Buffer.AsSpan(_start, _length);

    public override void Begin(InputBlock block)
    {
        _block = block;
        _nextLine = block.FirstLine;
        // The first block begins with the header.
        _at = block.FirstLine == 1 ? _header.Length : 0;
        if (_at > 0) _nextLine += block.Data[.._at].Count((byte)'\n');
    }

    protected override bool Read(Span<Value> slots)
    {
        while (_at < _block.Length)
        {
            var data = _block.Data[_at..];
            var split = _record.Next(data, out var consumed);
            (_start, _length, Line) = (_at, consumed, _nextLine);
            if (split == CsvSplit.Record && !_block.IsTooLong && _record.Count == _header.Names.Length)
            {
                _at += consumed;
                _nextLine += data[consumed - 1] == '\n' && !_record.HasQuotes ? 1 : data[..consumed].Count((byte)'\n');
                ReadCells(slots);
                return true;
            }
            if (split == CsvSplit.Record && _record.IsBlank)
            {
                (_at, _nextLine) = (_at + consumed, _nextLine + 1);
                continue;
            }
            // The line is at fault; the next may be sound.
            RefuseLine(split, data);
            (_at, _nextLine) = (_at + CsvRecord.EndOfLine(data), _nextLine + 1);
            return true;
        }
        return false;
    }

    private void ReadCells(Span<Value> slots)
    {
        var record = Record;
        var wrong = 0;
        for (var i = 0; i < _cells.Length; i++)
        {
            var column = _columns[i];
            if (column < 0) continue;
            var cell = _record.Cell(record, column, ref _scratch);
            var state = _slots[i].IsKeyOnly ? _cells[i].Check(cell) : _cells[i].Read(cell, out slots[i]);
            if (state == CellState.Read || (state == CellState.Absent && !_slots[i].Field.Required)) continue;
            wrong++;
            RefuseCell(i, column, state);
        }
        if (wrong > 0 && Line == 2 && wrong >= Math.Max(2, _cells.Where((c, i) => _columns[i] >= 0 && (c.Type.Kind != ValueKind.Text || c.Words().Count > 0)).Count()))
            RefuseDescription();
    }

    private void RefuseCell(int slot, int column, CellState state)
    {
        var cell = _record.Cell(Record, column, ref _scratch);
        var written = Excerpt(cell);
        var (label, reader) = (_slots[slot].Label, _cells[slot]);
        var columnText = _header.ColumnText(column);
        var words = reader.Words();
        var diagnostic = state switch
        {
            CellState.Absent => Finding(InputDiagnostics.EmptyCell, label, columnText),
            CellState.NoSuchCode => Finding(InputDiagnostics.NoSuchWord, label, columnText, written, string.Join(", ", words.Take(12)) + (words.Count > 12 ? " ..." : ""), Suggestion.Phrase(written, words)),
            CellState.OtherDecimalMark => Finding(InputDiagnostics.OtherDecimalMark, label, columnText, written, reader.Sample()),
            CellState.NotUtf8 => Finding(InputDiagnostics.NotUtf8),
            _ => Finding(InputDiagnostics.WrongCell, label, columnText, written, Types.TypeText.Label(reader.Type), reader.Sample()),
        };
        Refuse(new RowProblem(diagnostic, columnText, label, written));

        Diagnostic Finding(DiagnosticCode code, params ReadOnlySpan<object?> arguments) => new(code, PlaceOf(_record.StartOf(column)), [.. arguments]);
    }

    private void RefuseDescription()
    {
        ClearProblems();
        Refuse(new RowProblem(new Diagnostic(InputDiagnostics.DescriptionLine, new SourceSpan(_header.File, "", 2, 1), [Excerpt(Record)]), null, null, Excerpt(Record)));
    }

    private void RefuseLine(CsvSplit split, ReadOnlySpan<byte> data)
    {
        _length = CsvRecord.EndOfLine(data);
        var written = Excerpt(Record);
        var (code, arguments) = (_block.IsTooLong, split) switch
        {
            (true, _) => (InputDiagnostics.TooLong, (object?[])[written, BlockReader.RecordLimit / 1024]),
            (_, CsvSplit.UnclosedQuote) => (InputDiagnostics.UnclosedQuote, [written]),
            (_, CsvSplit.TextAfterQuote) => (InputDiagnostics.TextAfterQuote, [written]),
            _ => (InputDiagnostics.CellCount, [_record.Count, _header.Names.Length, written]),
        };
        if (_block.IsTooLong) _length = _block.Length - _start;
        Refuse(new RowProblem(new Diagnostic(code, new SourceSpan(_header.File, "", (int)Line, 1), [.. arguments]), null, null, written));
    }

    // Line and column as an editor shows them, for a byte of the current record.
    private SourceSpan PlaceOf(int offset)
    {
        var before = Record[..offset];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new SourceSpan(_header.File, "", (int)(Line + before.Count((byte)'\n')), Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }
}
