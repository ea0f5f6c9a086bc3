using FundLedger.UseCases.Payees;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FundLedger.Demo;

/// <summary>A payee that has moved to another bank: the new account waits for the chief accountant.</summary>
public sealed class DemoPayees(DemoOffice office, DemoBooks books)
{
    private const string Moving = "OP-ART";

    public void Schedule(DemoTimeline timeline)
    {
        const string Name = "payee-moves";
        var day = DemoTimeline.WorkdayBefore(timeline.Today.PlusDays(-2));
        timeline.Add(DemoTimeline.At(day, 10), Name, async stop =>
        {
            var (id, key) = (books.Parties[Moving], DemoOffice.KeyPrefix + Name);
            await using var db = office.Read();
            var payee = await db.Parties.Where(row => row.Id == id).Select(row => new { row.PublicCode, row.Name }).SingleAsync(stop);
            DemoOffice.Done(key, await office.ChangePayeeAccount.Run(
                new PayeeAccountRequest(key, payee.PublicCode, DemoParties.PayeeBankCode, "998000000999", payee.Name),
                office.Actor(DemoPeople.PayeeClerk), stop));
        });
    }
}
