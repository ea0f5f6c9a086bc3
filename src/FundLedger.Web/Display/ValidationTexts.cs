using System.ComponentModel.DataAnnotations;
using FundLedger.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace FundLedger.Web.Display;

/// <summary>
/// Puts the validation messages of forms into the reader's language: an attribute without a message of its own
/// takes the word <c>Invalid…</c> named after it, and [Display(Name)] names a word, too.
/// </summary>
internal sealed class ValidationTexts(IStringLocalizer<Words> words)
    : IValidationMetadataProvider, IConfigureOptions<MvcOptions>, IConfigureOptions<MvcDataAnnotationsLocalizationOptions>
{
    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            if (attribute.ErrorMessage is not null || attribute.ErrorMessageResourceName is not null) continue;
            attribute.ErrorMessage = attribute switch
            {
                RequiredAttribute => "InvalidMissing",
                StringLengthAttribute or MaxLengthAttribute => "InvalidTooLong",
                RangeAttribute => "InvalidOutOfRange",
                _ => "InvalidValue",
            };
        }
    }

    public void Configure(MvcOptions options)
    {
        options.ModelMetadataDetailsProviders.Add(this);
        var messages = options.ModelBindingMessageProvider;
        messages.SetValueMustNotBeNullAccessor(_ => words["InvalidMissing"]);
        messages.SetMissingBindRequiredValueAccessor(_ => words["InvalidMissing"]);
        messages.SetMissingKeyOrValueAccessor(() => words["InvalidMissing"]);
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => words["InvalidValue"]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => words["InvalidValue"]);
        messages.SetUnknownValueIsInvalidAccessor(_ => words["InvalidValue"]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => words["InvalidValue"]);
        messages.SetValueIsInvalidAccessor(_ => words["InvalidValue"]);
        messages.SetValueMustBeANumberAccessor(_ => words["InvalidNumber"]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => words["InvalidNumber"]);
    }

    public void Configure(MvcDataAnnotationsLocalizationOptions options) =>
        options.DataAnnotationLocalizerProvider = (_, localizers) => localizers.Create(typeof(Words));
}
