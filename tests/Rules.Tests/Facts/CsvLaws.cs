using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CrmWorkflows.Rules.Deciding.Batch;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Entities;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;
using CsvHelper;
using CsvHelper.Configuration;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CrmWorkflows.Rules.Tests.Facts;

/// <summary>CSV written is read back; our splitter sees what CsvHelper sees; blocks do not change what a file says.</summary>
public sealed class CsvLaws
{
    private static readonly Gen<string> Cell = Gen.Frequency(
        (4, Gen.Elements("", "a", "12.5", "客户", "Unknown", "two words", "  x ")),
        // Longer than what is looked at at a time.
        (2, Gen.Choose(25, 70).Select(n => new string('b', n))),
        (3, Gen.ArrayOf(Gen.Elements('"', ',', '\n', '\r', 'a', 'é', '户', ' ')).Select(c => new string(c))));

    private static readonly Gen<string[][]> Rows =
        from columns in Gen.Choose(2, 5)
        from rows in Gen.NonEmptyListOf(Gen.ArrayOf(Cell, columns))
        select rows.ToArray();

    [Property(MaxTest = 300)]
    public Property What_is_written_is_read_back() => Prop.ForAll(Rows.ToArbitrary(), rows => Equal(rows, Split(Write(rows))));

    [Property(MaxTest = 300)]
    public Property The_splitter_sees_what_CsvHelper_sees() => Prop.ForAll(Rows.ToArbitrary(), rows => Equal(ByCsvHelper(Write(rows)), Split(Write(rows))));

    [Property(MaxTest = 200)]
    public Property Any_cut_into_blocks_gives_the_same_rows() => Prop.ForAll(Rows.ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (rows, size) =>
    {
        var file = Write(rows);
        var blocks = new BlockReader(new Drip(file, size), new CsvBlocks((byte)',').Cut, 16);
        var read = new List<string[]>();
        var line = 1L;
        while (blocks.Next() is { } block)
        {
            Assert.Equal(line, block.FirstLine);
            line += block.Data.Count((byte)'\n');
            read.AddRange(Split(block.Data.ToArray()));
            BlockReader.Return(block);
        }
        return Equal(rows, [.. read]);
    });

    [Property(MaxTest = 500)]
    public Property Any_bytes_are_split_without_a_fault_and_to_the_end() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Elements((byte)'"', (byte)',', (byte)'\n', (byte)'\r', (byte)'a', (byte)' ', (byte)0xE5)).ToArbitrary(), bytes =>
        {
            var record = new CsvRecord((byte)',');
            for (var at = 0; at < bytes.Length;)
            {
                record.Next(bytes.AsSpan(at), out var consumed);
                Assert.InRange(consumed, 1, bytes.Length - at);
                at += consumed;
            }
        });

    [Property(MaxTest = 500)]
    public Property Any_bytes_are_read_row_by_row_each_with_its_key_and_either_values_or_reasons() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Elements("\"", "\"", ",", ",", ",", "\n", "\r\n", "a", "1", " ", "\"x\ny\"", "\u00e5", "long enough for more than one look at the bytes")).ToArbitrary(), parts =>
        {
            byte[] file = [.. "first,key,last\n"u8, .. Encoding.UTF8.GetBytes(string.Concat(parts))];
            ImmutableArray<InputSlot> slots = [.. new[] { "first", "key", "last" }.Select(n => new InputSlot(new EntityField(n, n, ScalarType.Text, LocalizedText.Same(n)), ScalarType.Text.OrNull(), false))];
            var header = CsvHeader.Read(file, "file", slots, null, new DiagnosticBag())!;
            var reader = new CsvRowReader(header, slots, [.. slots.Select(s => new CellReader(s.Type, s.Field.Format))], 1);
            reader.Begin(new InputBlock { Buffer = file, Length = file.Length, FirstLine = 1, InputBytes = file.Length });
            var (rows, values) = (0, new Value[3]);
            for (; reader.Next(values); rows++)
            {
                var key = Encoding.UTF8.GetString(reader.Key).Trim();
                if (reader.Problems.Count == 0) Assert.Equal(values[1].IsPresent ? values[1].AsText().Trim() : "", key);
            }
            Assert.InRange(rows, 0, file.Length);
        });

    private static byte[] Write(string[][] rows)
    {
        var output = new RowBuffer(16);
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                if (i > 0) output.Add((byte)',');
                CsvRowWriter.Cell(output, Encoding.UTF8.GetBytes(row[i]));
            }
            output.Add((byte)'\n');
        }
        return output.Written.ToArray();
    }

    private static string[][] Split(byte[] file)
    {
        var record = new CsvRecord((byte)',');
        var rows = new List<string[]>();
        var scratch = Array.Empty<byte>();
        for (var at = 0; at < file.Length;)
        {
            var data = file.AsSpan(at);
            Assert.Equal(CsvSplit.Record, record.Next(data, out var consumed));
            var cells = new string[record.Count];
            for (var i = 0; i < cells.Length; i++) cells[i] = Encoding.UTF8.GetString(record.Cell(data, i, ref scratch));
            rows.Add(cells);
            at += consumed;
        }
        return [.. rows];
    }

    private static string[][] ByCsvHelper(byte[] file)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { HasHeaderRecord = false, IgnoreBlankLines = false };
        using var parser = new CsvParser(new StreamReader(new MemoryStream(file)), configuration);
        var rows = new List<string[]>();
        while (parser.Read()) rows.Add(parser.Record!);
        return [.. rows];
    }

    private static bool Equal(string[][] expected, string[][] actual) =>
        expected.Length == actual.Length && expected.Zip(actual).All(p => p.First.SequenceEqual(p.Second));

    // A stream that gives a few bytes at a time, as a pipe does.
    private sealed class Drip(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, size));
    }
}
