using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;

namespace CrmWorkflows.Rules.Policies.AccessPolicy;

/// <summary>What an access policy says as a person reads it.</summary>
internal sealed class AccessPolicyBook(AccessPolicyDocument policy, BookPage page)
{
    public void Write()
    {
        page.Say("access.book.deny", policy.Deny);
        if (policy.Rules.Count > 0) Rules();
        if (policy.Allow is not null) page.Say(policy.Deny is null ? "access.book.allow" : "access.book.allowElse", policy.Allow);
        else if (policy.Rules.Count > 0) page.Say("access.book.rest");
        page.Limit("decision", [PartShape.Camel(nameof(AccessEffect.Allow)), .. policy.Rules.Select(r => PartShape.Camel(r.Effect.ToString())), PartShape.Camel(nameof(AccessEffect.Deny))]);
        if (policy.Fields.Count > 0) Fields();
        if (policy.ForbiddenGrounds is { } forbidden) page.Say("access.book.forbidden", forbidden, isNumbered: false);
        if (policy.Bars is { } bars) page.Say("access.book.bars", page.Joined(bars.Facts.Select(f => page.Code(f))));
    }

    private void Rules()
    {
        var role = policy.Role is null ? null : page.At(policy.Role.Node)?.Type;
        var purpose = policy.Purpose is null ? null : page.At(policy.Purpose.Node)?.Type;
        page.Say("access.book.rules");
        var columns = new List<(string Heading, Func<AccessRuleEntry, string> Cell)>();
        if (policy.Rules.Any(r => r.Roles is not null)) columns.Add((page.Heading(page.At(policy.Role!.Node)!), r => Codes(r.Roles, role)));
        if (policy.Rules.Any(r => r.Purposes is not null)) columns.Add((page.Heading(page.At(policy.Purpose!.Node)!), r => Codes(r.Purposes, purpose)));
        if (policy.Rules.Any(r => r.Sensitivities is not null)) columns.Add((page.Text("access.book.sensitivity"), r => Codes(r.Sensitivities, null)));
        if (policy.Rules.Any(r => r.When is not null)) columns.Add((page.Text("book.condition"), r => page.When(r.When)));
        columns.Add((page.Text("access.book.effect"), Effect));
        page.Table(columns.Select(c => c.Heading), policy.Rules.Select(r => columns.Select(c => c.Cell(r))));
    }

    private string Codes(IReadOnlyList<string>? codes, Facts.Types.FactType? type) =>
        codes is null ? page.Text("book.any") : page.Joined(codes.Select(c => page.Code(c, type)));

    private string Effect(AccessRuleEntry rule)
    {
        var effect = page.Text("access.book.effect." + rule.Effect);
        if (rule.Mask is { } mask) effect = page.Text("access.book.masked", effect, page.Text("access.book.mask." + mask));
        if (rule.Approver is { } approver) effect = page.Text("access.book.approver", effect, page.Code(approver, page.Type(policy.ApproverType)));
        return effect;
    }

    private void Fields()
    {
        page.Say("access.book.fields");
        page.List(policy.Fields.Select(f =>
        {
            var name = f.Label?.In(page.Language) ?? page.Code(f.Name);
            return f.Sensitivity is { } sensitivity ? page.Text("value.entry", name, page.Code(sensitivity)) : name;
        }));
    }
}
