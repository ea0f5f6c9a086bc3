using System.ComponentModel.DataAnnotations;
using FundLedger.UseCases;

namespace FundLedger.Web.Access;

/// <summary>
/// The key of a form (<see cref="RequestKeys"/>). Nobody types it: where it is missing or not one of ours, the form is not as it
/// was shown, and the message says so instead of asking for a field that nobody sees.
/// </summary>
internal sealed class FormKeyAttribute : RequiredAttribute
{
    public FormKeyAttribute() => ErrorMessage = "FormNotAsShown";

    public override bool IsValid(object? value) => value is string key && RequestKeys.IsOfForm(key);
}
