import Domain

/// The forms of the models that one connection asked, made again when a model changes.
struct FormCache {
    private var forms: [PipelineName: ModelForm] = [:]

    mutating func form(of model: ServedModel) -> ModelForm {
        if let form = forms[model.name], form.model == model { return form }
        let form = ModelForm(model)
        forms[model.name] = form
        return form
    }
}
