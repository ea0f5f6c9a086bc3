using FundLedger.Domain.Workflow;
using Microsoft.EntityFrameworkCore;

namespace FundLedger.Data;

/// <summary>Reads and keeps the histories of documents. EF has no navigation to rows that several tables share.</summary>
public static class WorkflowHistories
{
    /// <summary>The stored steps and duties of one document.</summary>
    public static StoredHistory HistoryOf(this LedgerDb db, IWorkflowDocument document)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(document);
        var reference = document.Reference;
        return new StoredHistory(
            db.WorkflowSteps.Where(step => step.DocumentKind == reference.Kind && step.DocumentId == reference.Id)
                .OrderBy(step => step.Sequence),
            db.WorkflowDuties.Where(duty => duty.DocumentKind == reference.Kind && duty.DocumentId == reference.Id));
    }

    /// <summary>Steps and duties that came about since the document was loaded become rows with the next save.</summary>
    internal static void AddNewHistory(this LedgerDb db, IWorkflowDocument document)
    {
        if (!document.HasHistory) return;
        db.WorkflowDuties.AddRange(document.History.Duties.Where(duty => db.Entry(duty).State == EntityState.Detached));
        db.WorkflowSteps.AddRange(document.History.Steps.Where(step => db.Entry(step).State == EntityState.Detached));
    }
}

/// <summary>The queries for one document's history.</summary>
public sealed record StoredHistory(IQueryable<Step> Steps, IQueryable<DutyHolding> Duties)
{
    public async Task<History> Read(CancellationToken stop) => new(await Steps.ToListAsync(stop), await Duties.ToListAsync(stop));
}
