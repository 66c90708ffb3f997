using System.Text;
using System.Text.Json;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Diagnostics.Json;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>
/// Reads rows of JSON Lines, one object a line, straight into slots. A text is read in the format of its field, a number, truth value, list
/// or record as JSON writes it. Members that fill no slot are passed over: files carry more than a policy reads.
/// </summary>
internal sealed class JsonLinesRowReader : RowReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    private readonly string? _file;
    private readonly InputSlot[] _slots;
    private readonly CellReader[] _cells;
    private readonly int _keySlot;
    private readonly WordTable _names;
    private InputBlock _block = null!;
    private int _at;
    private long _nextLine;
    private byte[] _key = [];
    private byte[] _scratch = [];
    private int _keyLength;

    public JsonLinesRowReader(string? file, IReadOnlyList<InputSlot> slots, IReadOnlyList<CellReader> cells, int key)
    {
        _file = file;
        _slots = [.. slots];
        _cells = [.. cells];
        _keySlot = key;
        var names = new WordTable.Builder();
        for (var i = 0; i < _slots.Length; i++)
            foreach (var header in _slots[i].Field.Headers) names.Add(header, Value.Of((long)i));
        _names = names.Build();
    }

    public override ReadOnlySpan<byte> Key => _key.AsSpan(0, _keyLength);

    /// <summary>Where a block of lines can be cut.</summary>
    public static int Cut(ReadOnlySpan<byte> data) => data.LastIndexOf((byte)'\n') + 1;

    public override void Begin(InputBlock block) => (_block, _at, _nextLine) = (block, 0, block.FirstLine);

    protected override bool Read(Span<Value> slots)
    {
        while (_at < _block.Length)
        {
            var length = CsvRecord.EndOfLine(_block.Data[_at..]);
            var line = _block.Data.Slice(_at, length).Trim(" \t\r\n"u8);
            (Line, _at, _nextLine, _keyLength) = (_nextLine, _at + length, _nextLine + 1, 0);
            if (line.IsEmpty) continue;
            if (_block.IsTooLong) RefuseLine(InputDiagnostics.TooLong, line, BlockReader.RecordLimit / 1024);
            else ReadLine(line, slots);
            return true;
        }
        return false;
    }

    private void ReadLine(ReadOnlySpan<byte> line, Span<Value> slots)
    {
        slots.Clear();
        try
        {
            var reader = new Utf8JsonReader(line, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                RefuseLine(InputDiagnostics.NotAnObject, line);
                return;
            }
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var slot = SlotOf(ref reader);
                if (!reader.Read()) break;
                if (slot < 0) reader.Skip();
                else ReadMember(ref reader, line, slot, slots);
            }
            // Anything after the object is an error too, and Read says so.
            while (reader.Read()) { }
            RefuseMissing(slots);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            RefuseText(line);
        }
    }

    private int SlotOf(ref Utf8JsonReader reader)
    {
        return _names.TryFind(TextOf(ref reader), out var slot) ? (int)slot.AsInteger() : -1;
    }

    // The text of a name or value, valid until the next is asked for.
    private ReadOnlySpan<byte> TextOf(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) return reader.ValueSpan;
        if (_scratch.Length < reader.ValueSpan.Length) _scratch = new byte[reader.ValueSpan.Length * 2];
        return _scratch.AsSpan(0, reader.CopyString(_scratch));
    }

    private void ReadMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> line, int slot, Span<Value> slots)
    {
        var type = _slots[slot].Type;
        var start = (int)reader.TokenStartIndex;
        var token = reader.TokenType;
        var state = CellState.Wrong;
        switch (token)
        {
            case JsonTokenType.String when type.Kind < ValueKind.List:
                var text = TextOf(ref reader);
                if (slot == _keySlot) KeepKey(text);
                state = ReadText(text, slot, slots);
                break;
            // Codes and numbers of customers are often written as numbers.
            case JsonTokenType.Number when type.Kind is ValueKind.Text or ValueKind.Boolean:
                if (slot == _keySlot) KeepKey(reader.ValueSpan);
                state = ReadText(reader.ValueSpan, slot, slots);
                break;
            default:
                if (slot == _keySlot && token == JsonTokenType.Number) KeepKey(reader.ValueSpan);
                if (Utf8ValueReader.TryRead(ref reader, type, out slots[slot])) state = CellState.Read;
                break;
        }
        if (state is CellState.Read or CellState.Absent) return;
        RefuseMember(line, slot, state, start, ref reader);
    }

    private CellState ReadText(ReadOnlySpan<byte> text, int slot, Span<Value> slots)
    {
        if (!_slots[slot].IsKeyOnly) return _cells[slot].Read(text, out slots[slot]);
        // Of a key that is copied as written only that it is there.
        var state = _cells[slot].Check(text);
        if (state == CellState.Read) slots[slot] = Value.True;
        return state;
    }

    private void KeepKey(ReadOnlySpan<byte> key)
    {
        if (_key.Length < key.Length) _key = new byte[key.Length * 2];
        key.CopyTo(_key);
        _keyLength = key.Length;
    }

    private void RefuseMember(ReadOnlySpan<byte> line, int slot, CellState state, int start, ref Utf8JsonReader reader)
    {
        LeaveMember(ref reader);
        var end = Math.Max((int)reader.BytesConsumed, start + 1);
        var written = Excerpt(line[start..end]).Trim('"');
        var (label, cell, name) = (_slots[slot].Label, _cells[slot], _slots[slot].Field.Headers[^1]);
        var place = new SourceSpan(_file, "/" + name, (int)Line, Encoding.UTF8.GetCharCount(line[..start]) + 1);
        var words = cell.Words();
        var diagnostic = state switch
        {
            _ when written == "null" => new Diagnostic(ReadingDiagnostics.NullNotAllowed, place, [label]),
            CellState.NoSuchCode => new Diagnostic(InputDiagnostics.NoSuchWord, place, [label, name, written, string.Join(", ", words.Take(12)) + (words.Count > 12 ? " ..." : ""), Suggestion.Phrase(written, words)]),
            CellState.OtherDecimalMark => new Diagnostic(InputDiagnostics.OtherDecimalMark, place, [label, name, written, cell.Sample()]),
            CellState.NotUtf8 => new Diagnostic(InputDiagnostics.NotUtf8, place, []),
            _ => new Diagnostic(InputDiagnostics.WrongCell, place, [label, name, written, TypeText.Label(_slots[slot].Type), cell.Sample()]),
        };
        Refuse(new RowProblem(diagnostic, name, label, written));

        // The reader may stand inside a list or record that was given up halfway: read on to the depth where the member began.
        static void LeaveMember(ref Utf8JsonReader reader)
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) reader.Skip();
            while (reader.CurrentDepth > 1 && reader.Read()) { }
        }
    }

    private void RefuseMissing(Span<Value> slots)
    {
        for (var i = 0; i < _slots.Length; i++)
        {
            if (!_slots[i].Field.Required || slots[i].IsPresent || IsNamed(_slots[i].Label)) continue;
            var name = _slots[i].Field.Headers[^1];
            Refuse(new RowProblem(new Diagnostic(InputDiagnostics.EmptyCell, new SourceSpan(_file, "", (int)Line, 1), [_slots[i].Label, name]), name, _slots[i].Label, null));
        }
    }

    private bool IsNamed(LocalizedText label)
    {
        for (var i = 0; i < Problems.Count; i++)
            if (Problems[i].Field == label) return true;
        return false;
    }

    private void RefuseLine(DiagnosticCode code, ReadOnlySpan<byte> line, params ReadOnlySpan<object?> more)
    {
        var written = Excerpt(line);
        Refuse(new RowProblem(new Diagnostic(code, new SourceSpan(_file, "", (int)Line, 1), [written, .. more]), null, null, written));
    }

    private void RefuseText(ReadOnlySpan<byte> line)
    {
        ClearProblems();
        var bag = new DiagnosticBag();
        JsonSource.Parse(_file, line, bag);
        foreach (var finding in bag.ToImmutable())
            Refuse(new RowProblem(finding with { Span = finding.Span with { Line = (int)Line } }, null, null, Excerpt(line)));
        if (Problems.Count == 0) RefuseLine(InputDiagnostics.NotAnObject, line);
    }
}
