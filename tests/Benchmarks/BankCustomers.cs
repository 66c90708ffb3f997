using System.Text.Json;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Deciding.Batch;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Benchmarks;

/// <summary>The public bank customers and the policy that grades them.</summary>
internal sealed class BankCustomers
{
    /// <summary>Rows of the file.</summary>
    public const int Rows = 5_064;

    /// <summary>The column that tells customers apart.</summary>
    public const string Key = "CLIENTNUM";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "customers");

    public BankCustomers()
    {
        var policy = PolicyLoader.Load(Path.Combine(Folder, "rules", "bank", "card-customers")).Library.Find("bank", "card-customers")!;
        Document = policy.Find("card-customers")!;
        Document.Compile();
        Options = new BatchOptions(Document, Workload.Moment) { FactModel = policy.FactModel, PolicyHash = policy.Hash };
        var findings = new DiagnosticBag();
        Plan = BatchPlan.Make(Document, policy.FactModel, findings)!;
        Header = CsvHeader.Read(File, "customers", Plan.Slots, Plan.Entity, findings)!;
    }

    public byte[] File { get; } = System.IO.File.ReadAllBytes(Path.Combine(Folder, "bank-card-customers.csv"));

    public DecisionDocument Document { get; }

    public BatchOptions Options { get; }

    public BatchPlan Plan { get; }

    public CsvHeader Header { get; }

    /// <summary>The file as one object a line, numbers as numbers.</summary>
    public byte[] AsJsonLines()
    {
        using var stream = new MemoryStream();
        foreach (var (_, cells) in CsvText.Records(File).Skip(1))
        {
            using (var json = new Utf8JsonWriter(stream))
            {
                json.WriteStartObject();
                for (var i = 0; i < cells.Length; i++)
                {
                    if (decimal.TryParse(cells[i], System.Globalization.CultureInfo.InvariantCulture, out var number)) json.WriteNumber(Header.Names[i], number);
                    else json.WriteString(Header.Names[i], cells[i]);
                }
                json.WriteEndObject();
            }
            stream.WriteByte((byte)'\n');
        }
        return stream.ToArray();
    }
}
