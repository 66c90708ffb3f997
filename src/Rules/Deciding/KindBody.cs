using System.Collections.Immutable;
using CrmWorkflows.Rules.Deciding.Fusing;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding;

/// <summary>The compiled body of a document. Immutable and thread-safe; everything that changes stands in the context.</summary>
internal abstract class KindBody
{
    /// <summary>Type of the <c>result</c> that outcome expressions can use; null when the kind has none.</summary>
    public abstract RecordType? ResultType { get; }

    /// <summary>
    /// Decides. Gives a record of <see cref="ResultType"/>, or a missing value when a fact that the decision turned out to need is missing.
    /// When the context has an observer, the body adds its own steps to the explanation.
    /// </summary>
    public abstract Value Decide(EvaluationContext context);

    /// <summary>
    /// Code for the members of the result that the fuser wants, in their order, for one delegate of the whole document; null when the body has none.
    /// It must give what <see cref="Decide"/> gives, or leave.
    /// </summary>
    public virtual ImmutableArray<Scalar?>? Fuse(BodyFuser fuser) => null;

    /// <summary>Makes at once what a body otherwise makes when it has decided often; asked of a body that is not part of one delegate.</summary>
    public virtual void Compile()
    {
    }

    /// <summary>The parts that a test should have reached: tiers, rows, levels, measures; empty when the body has none.</summary>
    public virtual IEnumerable<CoveragePoint> CoveragePoints => [];

    /// <summary>Which of the <see cref="CoveragePoints"/> a result used.</summary>
    public virtual IEnumerable<string> Reached(Value result) => [];

    /// <summary>What the document demands of the other documents of its policy; asked once, when all of them are linked.</summary>
    /// <param name="self">The document of this body.</param>
    /// <param name="all">All documents of the policy.</param>
    /// <param name="diagnostics">Takes what is not kept to.</param>
    public virtual void CheckSet(DecisionDocument self, IReadOnlyList<DecisionDocument> all, Diagnostics.DiagnosticBag diagnostics)
    {
    }
}

/// <summary>A part of a body that tests should reach.</summary>
/// <param name="Id">Name within the document.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record CoveragePoint(string Id, Diagnostics.SourceSpan Span);
