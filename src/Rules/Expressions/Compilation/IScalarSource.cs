using CrmWorkflows.Rules.Expressions.Binding;

namespace CrmWorkflows.Rules.Expressions.Compilation;

/// <summary>Where compiled code finds the names of an expression: in the slots of a context, or in the members of a typed record.</summary>
internal interface IScalarSource
{
    /// <summary>Code for a fact, an intermediate result, an input of the evaluation, or a member of one; null when it has no lane.</summary>
    Scalar? Read(BoundNode node);
}
