/// The codes of the EC-OECD STIP Compass survey of 2021, each with its English label.
enum STIPCodes {
  /// A code and what it stands for.
  struct Entry {
    /// The code, such as `TG31`.
    let code: String
    /// The label, such as `SMEs`.
    let label: String
  }

  /// The target groups, in the order of the codebook.
  static let targetGroups = entries(
    """
    TG20 Higher education institutes
    TG21 Public research institutes
    TG22 Private research and development lab
    TG9 Established researchers
    TG11 Postdocs and other early-career researchers
    TG10 Undergraduate and master students
    TG38 Secondary education students
    TG12 PhD students
    TG13 Teachers
    TG29 Firms of any size
    TG30 Micro-enterprises
    TG31 SMEs
    TG32 Large firms
    TG33 Multinational enterprises
    TG25 Firms of any age
    TG26 Nascent firms (0 to less than 1 year old)
    TG27 Young firms (1 to 5 years old)
    TG28 Established firms (more than 5 years old)
    TG34 Incubators, accelerators, science parks or technoparks
    TG35 Technology transfer offices
    TG36 Industry associations
    TG37 Academic societies / academies
    TG40 International entity
    TG23 National government
    TG24 Subnational government
    TG18 Entrepreneurs
    TG17 Private investors
    TG19 Labour force in general
    TG14 Women
    TG15 Disadvantaged and excluded groups
    TG16 Civil society
    """)

  /// The types of policy instruments, in the order of the codebook.
  static let instrumentTypes = entries(
    """
    PI024 Strategies, agendas and plans
    PI030 Creation or reform of governance structure or public body
    PI031 Policy intelligence (e.g. evaluations, benchmarking and forecasts)
    PI025 Formal consultation of stakeholders or experts
    PI026 Horizontal STI coordination bodies
    PI033 Regulatory oversight and ethical advice bodies
    PI027 Standards and certification for technology development and adoption
    PI028 Public awareness campaigns and other outreach activities
    PI006 Institutional funding for public research
    PI007 Project grants for public research
    PI008 Grants for business R&D and innovation
    PI009 Centres of excellence grants
    PI010 Procurement programmes for R&D and innovation
    PI011 Fellowships and postgraduate loans and scholarships
    PI012 Loans and credits for innovation in firms
    PI013 Equity financing
    PI014 Innovation vouchers
    PI015 Tax or social contributions relief for firms investing in R&D and innovation
    PI016 Tax relief for individuals supporting R&D and innovation
    PI029 Debt guarantees and risk sharing schemes
    PI021 Networking and collaborative platforms
    PI022 Dedicated support to research infrastructures
    PI023 Information services and access to datasets
    PI017 Technology extension and business advisory services
    PI032 Science and technology regulation
    PI018 Labour mobility regulation and incentives
    PI019 Intellectual property regulation and incentives
    PI020 Science and innovation challenges, prizes and awards
    """)

  /// The policy themes, in the order of the codebook.
  static let themes = entries(
    """
    TH11 Governance debates
    TH13 STI plan or strategy
    TH9 Horizontal policy coordination
    TH14 Strategic policy intelligence
    TH15 Evaluation and impact assessment
    TH63 International STI governance policy
    TH16 Public research debates
    TH18 Public research strategies
    TH19 Competitive research funding
    TH20 Non-competitive research funding
    TH27 Third-party funding
    TH22 Structural change of the public research system
    TH10 Open science and enhanced access to publications and research data
    TH24 Research infrastructures
    TH25 Internationalisation in public research
    TH26 Cross-disciplinary research
    TH23 High-risk high-reward research
    TH21 Research integrity and reproducibility
    TH64 Embedding sex- and gender-specific analysis in research
    TH28 Business innovation policy debates
    TH30 Business innovation policy strategies
    TH31 Financial support to business R&D and innovation
    TH32 Non-financial support to business R&D and innovation
    TH38 Access to finance for innovation
    TH34 Entrepreneurship capabilities and culture
    TH33 Stimulating demand for innovation and market creation
    TH82 Digital transformation of firms
    TH36 Foreign direct investment
    TH35 Targeted support to SMEs
    TH37 Targeted support to young innovative enterprises
    TH39 Transfer and linkages debates
    TH41 Transfer and linkages strategies
    TH42 Collaborative research and innovation
    TH47 Cluster policies
    TH43 Commercialisation of public research results
    TH44 Intersectoral mobility
    TH46 Intellectual property rights in public research
    TH48 STI human resources debates
    TH50 STI human resources strategies
    TH51 STEM skills
    TH52 Doctoral and postdoctoral researchers
    TH53 Research careers
    TH55 International mobility of human resources
    TH54 Gender balance and inclusiveness
    TH56 Policy debates on innovation for societal challenges
    TH58 Research and innovation for society strategy
    TH91 Mission-oriented innovation policies
    TH92 Green energy transitions
    TH89 Ethics of emerging technologies
    TH61 Research and innovation for developing countries
    TH65 Multi-stakeholder engagement
    TH66 Science, technology and innovation culture
    TH94 STI system orientation policy debates
    TH95 Governance arrangements to tackle COVID-19
    TH96 Stimulus for STI systems
    TH97 Mitigating long-term impacts of COVID-19
    TH98 Building more resilient societies and economies
    TH70 ERA-related strategies
    TH99 Strengthening R&I within the ERA
    """)

  /// One entry a line: the code, a blank, the label.
  private static func entries(_ text: String) -> [Entry] {
    text.split(separator: "\n").map { line in
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      return Entry(code: parts[0], label: parts.last ?? "")
    }
  }
}
