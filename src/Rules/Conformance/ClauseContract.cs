using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.PolicySets;

namespace CrmWorkflows.Rules.Conformance;

/// <summary>Holds each entry document against the catalogue: the same fields, of types that fit.</summary>
internal static class ClauseContract
{
    public static ImmutableArray<Diagnostic> Check(PolicyLibrary library)
    {
        var findings = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var policy in library.Policies)
        {
            foreach (var clause in policy.Clauses.Where(c => c.IsExecutable))
            {
                if (policy.FindByClause(clause.Id) is not { } document) continue;
                var span = document.Source.Span with { Length = 1 };
                // "... or invalid": where the catalogue has such a verdict, there is no figure beside it.
                var mayBeInvalid = clause.Outcome.Any(o => o is { Name: "invalid", Type: "boolean" });
                foreach (var field in clause.Outcome)
                {
                    if (document.Fields.FirstOrDefault(f => f.Name == field.Name) is not { } declared)
                        findings.Add(new Diagnostic(ConformanceDiagnostics.FieldMissing, span, [clause.Id, field.Name, field.Type]));
                    else if (!CatalogueType.Fits(mayBeInvalid ? declared.Type.NotNull() : declared.Type, field.Type))
                        findings.Add(new Diagnostic(ConformanceDiagnostics.FieldType, span, [clause.Id, field.Name, field.Type, declared.Type.Name]));
                }
                foreach (var extra in document.Fields.Where(f => clause.Outcome.All(o => o.Name != f.Name)))
                    findings.Add(new Diagnostic(ConformanceDiagnostics.FieldExtra, span, [clause.Id, extra.Name]));
            }
        }
        return findings.ToImmutable();
    }
}
