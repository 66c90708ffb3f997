using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Entities;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>
/// One policy: its linked documents, its catalogue of clauses and the hash of what it says. Immutable and thread-safe; a reload makes a new set,
/// and a decision that began keeps the set it began with.
/// </summary>
public sealed class PolicySet
{
    private readonly ILookup<string, DecisionDocument> _byName;
    private readonly ILookup<string, DecisionDocument> _byClause;

    internal PolicySet(PolicyDescription description, ImmutableArray<DecisionDocument> documents, EntityModel? factModel, string hash, string folder, FolderSources sources)
    {
        Description = description;
        Documents = documents;
        FactModel = factModel;
        Hash = hash;
        Folder = folder;
        Sources = sources;
        Clauses = [.. description.Catalogue.Select(c => new PolicyClause(c.Id, c.Reference, c.Title, c.Prose, [.. c.Outcome.Select(o => new ClauseField(o.Name, o.Type))]))];
        _byName = documents.ToLookup(d => d.Name, StringComparer.Ordinal);
        _byClause = documents.SelectMany(d => d.Decides.Select(c => (c, d))).ToLookup(p => p.c, p => p.d, StringComparer.Ordinal);
    }

    /// <summary>Name of the policy.</summary>
    public string Name => Description.Name;

    /// <summary>Business line that owns it.</summary>
    public string Line => Description.Line;

    /// <summary>What a person reads.</summary>
    public LocalizedText Title => Description.Title;

    /// <summary>Its documents.</summary>
    public ImmutableArray<DecisionDocument> Documents { get; }

    /// <summary>What is known in its line, and how files write it; null when the line has no fact model.</summary>
    public EntityModel? FactModel { get; }

    /// <summary>The clauses of the published text, in its order.</summary>
    public ImmutableArray<PolicyClause> Clauses { get; }

    /// <summary>SHA-256 of what the policy says, in hexadecimal; independent of white space and key order.</summary>
    public string Hash { get; }

    /// <summary>Folder it was read from.</summary>
    public string Folder { get; }

    internal PolicyDescription Description { get; }

    internal FolderSources Sources { get; }

    /// <summary>Compiles the expressions of all documents now instead of after a number of decisions. Changes speed and nothing else.</summary>
    public void Compile()
    {
        foreach (var document in Documents) document.Compile();
    }

    /// <summary>The document of a name that is in force on a day; null when there is none.</summary>
    /// <param name="name">Name of the document.</param>
    /// <param name="asOf">The day; any version when null.</param>
    public DecisionDocument? Find(string name, DateOnly? asOf = null) => InForce(_byName[name], asOf);

    /// <summary>The document that decides a clause on a day; null when there is none.</summary>
    /// <param name="clause">Id of the clause.</param>
    /// <param name="asOf">The day; any version when null.</param>
    public DecisionDocument? FindByClause(string clause, DateOnly? asOf = null) => InForce(_byClause[clause], asOf);

    private static DecisionDocument? InForce(IEnumerable<DecisionDocument> versions, DateOnly? asOf) =>
        asOf is { } day ? versions.FirstOrDefault(d => d.IsInForce(day)) : versions.LastOrDefault();
}
