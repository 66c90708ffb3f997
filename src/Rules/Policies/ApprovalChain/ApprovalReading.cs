using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.ApprovalChain;

/// <summary>Why an approval does not count.</summary>
internal enum IgnoredReason
{
    /// <summary>It is another role's turn.</summary>
    OutOfTurn,

    /// <summary>The person has approved an earlier step.</summary>
    SamePerson,

    /// <summary>The person approves what they asked for themselves.</summary>
    OwnRequest,

    /// <summary>Nothing is left to approve.</summary>
    NotNeeded,
}

/// <summary>An approval as it came in.</summary>
/// <param name="Whole">As it was supplied.</param>
/// <param name="Role">Role of the approver.</param>
/// <param name="Person">The approver; null when approvals do not name persons.</param>
/// <param name="Agrees">False for a refusal.</param>
internal readonly record struct Approval(Value Whole, Value Role, Value Person, bool Agrees);

/// <summary>
/// Reads approvals left to right against steps in order. One counts only when its role can fill the step whose turn it is, its person did not approve
/// before and did not ask; a refusal that counts ends the reading. Belongs to one evaluation.
/// </summary>
internal sealed class ApprovalReading(List<ApprovalStep> steps, Value requestedBy)
{
    private readonly HashSet<Value> _persons = [];
    private readonly List<Value> _agreed = [];

    /// <summary>Number of steps that are filled.</summary>
    public int Passed { get; private set; }

    public bool IsRejected { get; private set; }

    public List<Value> Counted { get; } = [];

    public List<Value> CountedRoles { get; } = [];

    public List<(Value Approval, IgnoredReason Reason)> Ignored { get; } = [];

    public ApprovalStep? Next => IsRejected || Passed >= steps.Count ? null : steps[Passed];

    /// <summary>The roles that can act next.</summary>
    public IEnumerable<Value> NextRoles => Next is { } step ? step.Roles.Where(r => !step.NeedsAll || !_agreed.Contains(r)) : [];

    /// <summary>Reads one approval: the step that it counts for, or the reason why it does not.</summary>
    public (ApprovalStep? Step, IgnoredReason? Reason) Read(Approval approval)
    {
        var step = Next;
        if (ReasonAgainst(approval, step) is { } reason)
        {
            Ignored.Add((approval.Whole, reason));
            return (step, reason);
        }
        Counted.Add(approval.Whole);
        CountedRoles.Add(approval.Role);
        if (approval.Person.IsPresent) _persons.Add(approval.Person);
        if (!approval.Agrees)
        {
            IsRejected = true;
            return (step, null);
        }
        _agreed.Add(approval.Role);
        if (!step!.NeedsAll || step.Roles.All(_agreed.Contains))
        {
            Passed++;
            _agreed.Clear();
        }
        return (step, null);
    }

    private IgnoredReason? ReasonAgainst(Approval approval, ApprovalStep? step)
    {
        if (step is null) return IgnoredReason.NotNeeded;
        if (!NextRoles.Contains(approval.Role)) return IgnoredReason.OutOfTurn;
        if (!approval.Person.IsPresent) return null;
        if (approval.Person == requestedBy) return IgnoredReason.OwnRequest;
        return _persons.Contains(approval.Person) ? IgnoredReason.SamePerson : null;
    }
}
