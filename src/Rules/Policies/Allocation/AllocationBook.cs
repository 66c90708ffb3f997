using CrmWorkflows.Rules.Deciding.Books;
using CrmWorkflows.Rules.Deciding.Documents;

namespace CrmWorkflows.Rules.Policies.Allocation;

/// <summary>What an allocation says as a person reads it.</summary>
internal sealed class AllocationBook(AllocationDocument plan, BookPage page)
{
    public void Write()
    {
        page.Say("allocation.book.total", plan.Total);
        page.Say("allocation.book.receivers", plan.Receivers);
        if (plan.Eligible is not null) page.Say("allocation.book.eligible", plan.Eligible);
        if (plan.Shares is { } shares) Shares(shares);
        page.Say("allocation.book.weight", plan.Weight);
        page.Say(plan.Partial ? "allocation.book.wants" : "allocation.book.wantsWhole", plan.Wants);
        page.Say("allocation.book.limit", plan.Limit);
        if (plan.Surplus is { To: { } party }) page.Say("allocation.book.surplus.To", page.Words(party));
        else if (plan.Surplus?.Use is { } use) page.Say("allocation.book.surplus." + use);
        if (plan.Order.Count > 0) Order();
        page.Say("allocation.book.unit", plan.Unit);
        Remainder();
    }

    private void Shares(ExpressionText shares)
    {
        if (page.Entries(shares) is not { } entries)
        {
            page.Say("allocation.book.shares", page.Words(shares));
            return;
        }
        page.Say("allocation.book.shares", "");
        page.Table([page.Text("allocation.book.party"), page.Text("allocation.book.share")], entries.Select(e => new[] { e.Key, e.Value }));
    }

    private void Order()
    {
        page.Say("allocation.book.order");
        page.List(plan.Order.Select(key => page.At(key.By.Node)?.Type.IsNullable == true ? page.Text("allocation.book.order.nulls." + key.Nulls, Key(key)) : Key(key)), isNumbered: true);

        string Key(OrderKeyEntry key)
        {
            var by = page.Words(key.By);
            if (key.Ranking is { } ranking) return page.Text("allocation.book.order.ranking", by, page.Joined(page.Items(ranking) ?? [page.Words(ranking)]));
            return page.Text((key.Direction, page.At(key.By.Node)?.Type.Kind) switch
            {
                (Direction.Descending, Values.ValueKind.Boolean) => "allocation.book.order.yesFirst",
                (_, Values.ValueKind.Boolean) => "allocation.book.order.noFirst",
                (Direction.Descending, Values.ValueKind.Date or Values.ValueKind.Instant) => "allocation.book.order.latestFirst",
                (_, Values.ValueKind.Date or Values.ValueKind.Instant) => "allocation.book.order.earliestFirst",
                (Direction.Descending, _) => "allocation.book.order.descending",
                _ => "allocation.book.order.ascending",
            }, by);
        }
    }

    private void Remainder()
    {
        if (plan.Remainder is not { } remainder) return;
        if (remainder.Keep) page.Say("allocation.book.remainder.keep");
        if (remainder is { To: { } to, Round: { } round }) page.Say("allocation.book.remainder.toRounded", page.Words(to), page.Text("choice." + PartShape.Camel(round.ToString())));
        else page.Say("allocation.book.remainder.to", remainder.To);
        if (remainder.LargestThen is { } order) page.Say("allocation.book.remainder.largest", page.Joined(page.Items(order) ?? [page.Words(order)]));
    }
}
