using System.Linq.Expressions;
using CrmWorkflows.Rules.Expressions.Compilation;

namespace CrmWorkflows.Rules.Deciding.Fusing;

/// <summary>How one delegate for a whole document gets at a fact: from the member of a typed record, or from a slot of values.</summary>
internal interface IFactLoader
{
    /// <summary>
    /// Code for a fact as expressions see it; null when it has no lane. What the ordinary evaluation would call missing or refuse is looked
    /// for before all else and leaves the delegate.
    /// </summary>
    Scalar? Load(int index, FactDeclaration fact, FusedSource source);

    /// <summary>Code for whether an optional fact was not supplied; null when it always is.</summary>
    Expression? IsAbsent(int index, FactDeclaration fact);
}
