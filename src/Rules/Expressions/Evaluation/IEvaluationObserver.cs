using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Evaluation;

/// <summary>Watches the reference evaluator; the explanation is built from what it sees.</summary>
internal interface IEvaluationObserver
{
    /// <summary>A formula begins; its nodes follow.</summary>
    void Begin(Formula formula);

    void Enter(BoundNode node);

    void Leave(BoundNode node, Value value);
}
