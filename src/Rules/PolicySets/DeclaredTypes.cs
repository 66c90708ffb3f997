using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding.Documents;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Facts.Types;

namespace CrmWorkflows.Rules.PolicySets;

/// <summary>Turns the <c>types</c> of a policy or document into types. A record may use what is declared before it.</summary>
internal static class DeclaredTypes
{
    public static TypeTable Read(IReadOnlyDictionary<string, TypeEntry> entries, TypeTable table, DiagnosticBag diagnostics)
    {
        foreach (var (name, entry) in entries)
        {
            if (TypeTable.IsBuiltIn(name)) diagnostics.Add(DocumentDiagnostics.BuiltInTypeName, entry.Span, name);
            else if (Type(name, entry, table, diagnostics) is { } type) table = table.With([type]);
        }
        return table;
    }

    private static FactType? Type(string name, TypeEntry entry, TypeTable table, DiagnosticBag diagnostics)
    {
        if (entry is { Enum: { Count: > 0 } codes, Record: null } && codes.Select(c => c.Code).Distinct().Count() == codes.Count)
            return new EnumType(new EnumDeclaration(name, [.. codes.Select(c => new EnumMember(c.Code, c.Label))], entry.Ordered));
        if (entry is not { Record: { Count: > 0 } parts, Enum: null } || parts.Select(p => p.Name).Distinct().Count() != parts.Count)
        {
            diagnostics.Add(DocumentDiagnostics.TypeDeclaration, entry.Span, name);
            return null;
        }
        var members = ImmutableArray.CreateBuilder<RecordMember>();
        foreach (var part in parts)
            if (table.Parse(part.Type.Text, part.Type.Node.SpanOf, diagnostics) is { } type)
                members.Add(new RecordMember(part.Name, type, part.Label, part.Required));
        return members.Count == parts.Count ? new RecordType(name, members.ToImmutable()) : null;
    }
}
