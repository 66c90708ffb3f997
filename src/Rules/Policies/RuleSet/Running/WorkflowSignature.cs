using System.Collections.Immutable;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect;
using CrmWorkflows.Rules.Policies.RuleSet.Inputs;

namespace CrmWorkflows.Rules.Policies.RuleSet.Running;

/// <summary>The names and types for which a workflow is compiled.</summary>
internal sealed class WorkflowSignature : IEquatable<WorkflowSignature>
{
    private readonly string _workflow;
    private readonly int _hash;

    public WorkflowSignature(string workflow, ReadOnlySpan<RuleInput> inputs)
    {
        _workflow = workflow;
        var parameters = ImmutableArray.CreateBuilder<DialectParameter>(inputs.Length);
        var hash = new HashCode();
        hash.Add(workflow, StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            parameters.Add(new DialectParameter(input.Name, input.Type));
            hash.Add(input.Name, StringComparer.Ordinal);
            hash.Add(input.Type);
        }
        Parameters = parameters.MoveToImmutable();
        _hash = hash.ToHashCode();
    }

    public ImmutableArray<DialectParameter> Parameters { get; }

    public bool Equals(WorkflowSignature? other) =>
        other is not null && _hash == other._hash && _workflow == other._workflow && Parameters.SequenceEqual(other.Parameters);

    public override bool Equals(object? obj) => Equals(obj as WorkflowSignature);

    public override int GetHashCode() => _hash;
}
