using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding.Batch;

/// <summary>What was decided, counted. Belongs to one thread; totals of several are added up.</summary>
public sealed class BatchTally
{
    private readonly CodeCounts?[] _codes;

    internal BatchTally(DecisionDocument document)
    {
        Document = document;
        _codes = [.. document.Fields.Select(f => IsCounted(f) ? new CodeCounts() : null)];
    }

    /// <summary>The document that decided.</summary>
    public DecisionDocument Document { get; }

    /// <summary>Rows read.</summary>
    public long Rows => Decided + Undetermined + Rejected;

    /// <summary>Rows with an outcome.</summary>
    public long Decided { get; private set; }

    /// <summary>Rows for which a fact is missing; they stand in the output with the names of the missing facts.</summary>
    public long Undetermined { get; private set; }

    /// <summary>Rows that were refused; they stand among the rejects with the reason.</summary>
    public long Rejected { get; private set; }

    /// <summary>Undetermined rows by the name of the missing fact; a row that misses two counts twice.</summary>
    public IReadOnlyDictionary<string, long> MissingFacts => _missing;

    /// <summary>Rejected rows by the code of the first finding.</summary>
    public IReadOnlyDictionary<string, long> Rejections => _rejections;

    private readonly Dictionary<string, long> _missing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _rejections = new(StringComparer.Ordinal);

    /// <summary>The fields of the outcome whose values are counted: codes and truth values.</summary>
    public IEnumerable<OutcomeField> CountedFields => Document.Fields.Where(IsCounted);

    /// <summary>How many rows have a value of a field, by code (<c>true</c> and <c>false</c> for truth values, an empty text for null).</summary>
    /// <param name="field">Name of the field.</param>
    public IReadOnlyDictionary<string, long> CountsOf(string field) =>
        _codes[Document.Fields.ToList().FindIndex(f => f.Name == field)]?.ToDictionary() ?? [];

    internal void Count(ReadOnlySpan<Value> outcome)
    {
        Decided++;
        for (var i = 0; i < _codes.Length; i++) _codes[i]?.Add(CodeOf(outcome[i]), 1);
    }

    internal void CountUndetermined(IEnumerable<string> missing)
    {
        Undetermined++;
        foreach (var fact in missing) Add(_missing, fact, 1);
    }

    internal void CountRejected(string code)
    {
        Rejected++;
        Add(_rejections, code, 1);
    }

    internal void Add(BatchTally other)
    {
        Decided += other.Decided;
        Undetermined += other.Undetermined;
        Rejected += other.Rejected;
        Add(_missing, other._missing);
        Add(_rejections, other._rejections);
        for (var i = 0; i < _codes.Length; i++)
            if (other._codes[i] is { } counts) _codes[i]!.Add(counts);
    }

    private static bool IsCounted(OutcomeField field) => field.Type is Facts.Types.EnumType || field.Type.Kind == ValueKind.Boolean;

    private static string CodeOf(in Value value) => value.Kind switch
    {
        ValueKind.Text => value.AsText(),
        ValueKind.Boolean => value.IsTrue ? "true" : "false",
        _ => "",
    };

    private static void Add(Dictionary<string, long> to, Dictionary<string, long> counts)
    {
        foreach (var (code, count) in counts) Add(to, code, count);
    }

    private static void Add(Dictionary<string, long> to, string code, long count) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(to, code, out _) += count;
}
