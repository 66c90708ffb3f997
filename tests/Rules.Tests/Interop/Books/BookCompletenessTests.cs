using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.PolicySets;
using CrmWorkflows.Rules.Tests.House;

namespace CrmWorkflows.Rules.Tests.Interop.Books;

/// <summary>What a kind's documents can say, its book says: a property that is added to a document and forgotten in the book is found here.</summary>
public sealed class BookCompletenessTests
{
    // What names a part for tests, traces and expressions, and where a list is taken from: a reader of the text has no use for it.
    private static readonly string[] Untold =
    [
        "Id", "Clause", "As", "Key", "By", "AsOf", "Done", "DoneOn", "Present", "Completed", "Requested", "Found", "Grounds", "Approvals", "Schema", "List", "Current",
        "Proposed", "On", "Date", "Codes", "Level", "Step", "Tier", "Occasion", "Kinds", "Value", "CaseSensitive", "Inputs", "Outputs", "Rule", "Type", "Name", "Priority",
        "Columns", "Sensitivity", "Approved", "Note",
    ];

    public static TheoryData<string> Kinds => [.. PolicyKinds.All.Keys.Where(k => k != "Calculation")];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_property_of_a_document_is_told(string name)
    {
        var book = File.ReadAllText(Path.Combine(Repository.Root, "src", "Rules", "Policies", name, name + "Book.cs"));
        var untold = Parts(PolicyKinds.All[name].DocumentType, [])
            .SelectMany(t => DocumentReader.ShapeOf(t).Properties.Values)
            .Where(p => p.Property.DeclaringType != typeof(PolicyDocument) && !Untold.Contains(p.Property.Name))
            .Select(p => p.Property.Name).Distinct()
            // The cells of a row are read by the kind's own reader of rows.
            .Where(p => (name, p) != ("DecisionTable", "When"))
            .Where(p => !book.Contains("." + p, StringComparison.Ordinal) && !book.Contains(p + ":", StringComparison.Ordinal) && !book.Contains($"\"{p.ToLowerInvariant()}\"", StringComparison.Ordinal));
        Assert.Empty(untold);
    }

    // The document and the parts of its body; what stands around every body has its own place in the book.
    private static HashSet<Type> Parts(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type)) return seen;
        foreach (var property in DocumentReader.ShapeOf(type).Properties.Values.Where(p => p.Property.DeclaringType != typeof(PolicyDocument)))
            foreach (var part in property.Type.GetGenericArguments().Append(property.Type).Where(t => typeof(DocumentPart).IsAssignableFrom(t)))
                Parts(part, seen);
        return seen;
    }
}
